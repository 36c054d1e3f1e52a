using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The same family at a whole server: people come in over HTTP, sit at the hub and stand at the doors.</content>
internal sealed partial class World
{
    private static readonly Channel[] LiveChannels = [Channel.Plan, Channel.Meeting, Channel.Section, Channel.Presence, Channel.Reply, Channel.Desk];
    private readonly List<(Viewer Viewer, Visit Visit)> _live = [];
    private readonly HashSet<(PersonId Person, Channel Channel, int Number)> _everAllowed = [];

    private WholeServer Server => (WholeServer)_stage;

    /// <summary>Some come early and stay, with everything open that opens, while the others go on.</summary>
    public async Task ComeEarlyAsync()
    {
        foreach (var person in Some(Everybody, 25).Take(3))
        {
            var viewer = new Viewer(person);
            var visit = await EnterAsync(person, viewer);
            _live.Add((viewer, visit));
            await visit.SitAsync(_plan, _meeting, _truth.Readers.Keys);
            foreach (var section in _truth.Readers.Keys)
                await visit.KnockAsync(section, Chance(50));
        }

        await LeaveEarlyAsync();
        NoteAllowed();
    }

    /// <summary>Waits until the minutes are out.</summary>
    public async Task AwaitMailAsync()
    {
        if (!_truth.IsClosed)
            return;
        var begin = TimeProvider.System.GetTimestamp();
        while ((await StateAsync()).Minutes is not [{ } minutes] || minutes.Deliveries.Any(d => d.State == DeliveryState.Queued))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience.Enough, $"the minutes of world {_seed} were not sent in time");
            await Task.Delay(25);
        }
    }

    /// <summary>Everybody, and somebody of another family, asks the server for everything by every way.</summary>
    public async Task VisitEverythingAsync()
    {
        await CheckAsync();
        await CheckGoneAsync();
        foreach (var (viewer, visit) in _live)
        {
            await visit.DisposeAsync();
            foreach (var (channel, text) in viewer.Take())
                LookAtLive(viewer.Person, channel, text);
            _tally.Add("bytes of those who came early", viewer.Bytes);
        }

        _live.Clear();
        _found.Clear();
        foreach (var person in Everybody.ToList())
            await VisitAsync(person);
        await VisitAsStrangerAsync();
        await AttackAsync();
        await CheckAsync();
        Compare();
    }

    /// <summary>Ends what is still open, also where the world was over early: a server that stops waits for it.</summary>
    public async Task HangUpAsync()
    {
        foreach (var (_, visit) in _live)
            await visit.DisposeAsync();
    }

    private async Task VisitAsync(PersonId person)
    {
        await using (var visit = await EnterAsync(person, _viewers[person]))
        {
            await GetEverythingAsync(person, visit);
            await visit.SitAsync(_plan, _meeting, _truth.Readers.Keys);
            CheckRounds(person, visit.Meeting);
            foreach (var section in _truth.Readers.Keys)
            {
                foreach (var isCollab in new[] { true, false })
                    CheckDoor(person, section, await visit.KnockAsync(section, isCollab), isCollab);
            }
        }

        foreach (var mail in _stage.Mail.Take(_people[person].Email!))
            _viewers[person].Left(Channel.Mail, mail);
        _looked.UnionWith([(person, Channel.Plan), (person, Channel.Section)]);
        if (_meeting is not null)
            _looked.Add((person, Channel.Meeting));
    }

    private void CheckDoor(PersonId person, SectionId section, string? text, bool isCollab)
    {
        Expect(text is not null, _truth.Reads(person, section), $"{person} and the section at {(isCollab ? "/collab" : "/yjs")}");
        foreach (var (item, piece) in _items.SelectMany(item => item.Pieces.Select(piece => (item, piece))))
        {
            if (text is not null && item.In.Contains(section) && !piece.IsGone && item.Text.EndsWith(piece.Mark, StringComparison.Ordinal) && !text.Contains(piece.Mark, StringComparison.Ordinal))
                Fail(new MissingException($"{person} did not get the text of an item at a door"));
        }

        _tally.Add(text is null ? "doors shut" : "doors open");
    }

    private async Task VisitAsStrangerAsync()
    {
        var viewer = _viewers[PersonId.From(Stranger)];
        await using var visit = new Visit(Server, viewer);
        var way = await _stage.Get<GrainHost>().Subject(SubjectId.From($"{Stranger}-{_seed}")).CallAsync(
            s => s.MakeWayInAsync(Caller.Server(_truth.Director), WaysIn.ForFirstDirector("x", TimeSpan.FromDays(1))));
        await visit.EnterAsync(way.Token, null);
        await visit.SitAsync(_plan, _meeting, _truth.Readers.Keys);
        await GetAsStrangerAsync(visit);
        foreach (var section in _truth.Readers.Keys)
            Expect(await visit.KnockAsync(section, Chance(50)) is not null, false, "a stranger at a door");
    }

    private async Task<Visit> EnterAsync(PersonId person, Viewer viewer)
    {
        var visit = new Visit(Server, viewer);
        await visit.EnterAsync(await LinkForAsync(person, WaysIn.ForFirstDirector("x", TimeSpan.FromDays(1))), null);
        return visit;
    }

    // Beside what they have: their code stays theirs.
    private async Task<string> LinkForAsync(PersonId person, WayInRequest way) =>
        (await _stage.Get<GrainHost>().Subject(_people[person].Subject).CallAsync(
            s => s.MakeWayInAsync(Caller.Server(_truth.Director), way with { ReplacesEarlier = false }))).Token;

    // Those who came early hear over the network whenever it is: so what they might get at any moment counts.
    private void NoteAllowed()
    {
        foreach (var person in _live.Select(live => live.Viewer.Person))
        {
            for (var number = 0; number < _book.Secrets.Count; number++)
            {
                foreach (var channel in LiveChannels)
                {
                    if (_book[number].May(person, channel))
                        _everAllowed.Add((person, channel, number));
                }
            }
        }
    }

    private void LookAtLive(PersonId person, Channel channel, string text)
    {
        foreach (var (world, number) in Marks.In(text))
        {
            if (world != _seed || !_everAllowed.Contains((person, channel, number)))
                Fail(new LeakException($"{person} got {(world == _seed ? _book[number].What : "something of another family")} over the network by {channel}"));
        }
    }
}
