using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The same at a whole server: people sit at the table when the plan is erased, and ask for everything by every way afterwards.</content>
internal sealed partial class World
{
    public async Task EraseOverNetworkAsync()
    {
        if (_seed % OneInErased != 0)
            return;
        await LeaveAsync();
        await CheckAsync();
        var state = await StateAsync();
        var minutes = state.Minutes.Select(m => m.Id.Value).FirstOrDefault("none");
        var seated = new List<(PersonId Person, Visit Before)>();
        try
        {
            foreach (var person in Everybody.ToList())
            {
                var visit = await EnterAsync(person, new Viewer(person));
                seated.Add((person, visit));
                await visit.SitAsync(_plan, _meeting, _truth.Readers.Keys);
                foreach (var section in _truth.Readers.Keys.Where(s => _truth.Reads(person, s)).Take(1))
                    await visit.KnockAsync(section, Chance(50));
            }

            if (!await seated.Single(s => s.Person == _truth.Director).Before.IsDoneAsync($"/api/plans/{_plan}/erasure", new EraseBody(state.FamilyName, WhyErased)))
                Fail(new MissingException("the director could not erase the plan"));
            _erased = state;
            _tally.Add("plans erased");
            foreach (var (person, before) in seated)
                await VisitErasedAsync(person, before, minutes);
        }
        finally
        {
            foreach (var (_, visit) in seated)
                await visit.DisposeAsync();
        }

        foreach (var viewer in _viewers.Values)
        {
            foreach (var (channel, text) in viewer.Take())
                Look(viewer.Person, channel, text);
        }
    }

    private async Task VisitErasedAsync(PersonId person, Visit before, string minutes)
    {
        if (await before.IsAtTableAsync(_plan))
            Fail(new LeakException($"{person} still sits at an erased plan"));
        await using var visit = before.Again(_viewers[person]);
        foreach (var route in Server.Routes)
        {
            foreach (var section in route.Contains("{section}", StringComparison.Ordinal) ? _truth.Readers.Keys.ToArray() : [_circle])
            {
                var isReport = route.EndsWith("/erasure", StringComparison.Ordinal);
                var got = await visit.GetAsync(Filled(route, section, minutes), isReport ? Channel.Erasure : Channel.Desk);
                if (route.Contains('{', StringComparison.Ordinal))
                    Expect(got is not null, isReport && person == _truth.Director, $"{person} of an erased plan and {route}");
            }
        }

        if (await visit.TrySitAsync(_plan, _meeting, _truth.Readers.Keys))
            _tally.Add("back at the table of an erased plan");
        foreach (var section in _truth.Readers.Keys)
            Expect(await visit.KnockAsync(section, Chance(50)) is not null, false, $"{person} at a door of an erased plan");
        _tally.Add("refused of an erased plan");
    }
}
