using RoundTable.Domain.Ids;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Security;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>People of the family itself who ask for more than is theirs, or with what is theirs no longer.</content>
internal sealed partial class World
{
    private static readonly string[] OpenToReaders = ["/api/me", "/api/sign-in", "/api/sign-in/start", "/api/sign-in/callback", "/api/minutes/{minutes}", "/api/minutes/{minutes}/pdf"];
    private readonly List<Visit> _gone = [];

    // Signs out with everything open: from then on nothing of it may reach whoever holds the telephone.
    private async Task LeaveEarlyAsync()
    {
        var person = Any([.. Everybody.Where(_truth.TakesPart)]);
        var viewer = new Viewer(person);
        var visit = await EnterAsync(person, viewer);
        _live.Add((viewer, visit));
        _gone.Add(visit);
        await visit.SitAsync(_plan, _meeting, _truth.Readers.Keys);
        foreach (var section in _truth.Readers.Keys.Where(s => _truth.Reads(person, s)).Take(1))
            await visit.KnockAsync(section, Chance(50));
        await visit.SignOutAsync();
    }

    private async Task CheckGoneAsync()
    {
        foreach (var visit in _gone)
        {
            if (await visit.IsAtTableAsync(_plan))
                Fail(new LeakException("somebody is still at the table after signing out"));
            if (await visit.IsAtADoorAsync())
                Fail(new LeakException("somebody is still at a door after signing out"));
            if (await visit.GetAsync($"/api/plans/{_plan}", Channel.Plan) is not null)
                Fail(new LeakException("somebody reads the plan after signing out"));
        }
    }

    private async Task AttackAsync()
    {
        var person = Any([.. Others]);
        await using var visit = await EnterAsync(person, new Viewer(person));
        Expect(
            await visit.IsDoneAsync($"/api/plans/{_plan}/people/{Any([.. Everybody])}/invitation"), false, $"{person} made a link for somebody");
        if (await visit.IsServedAsync("/api/me"))
            Fail(new LeakException($"{person} was answered to a page from another site"));
        await ShareTelephoneAsync(visit, Any([.. Everybody.Where(p => p != person)]));
        await ReadByLinkAsync();
    }

    // Somebody else comes in on the same telephone: with the cookie of the one before goes their session.
    private async Task ShareTelephoneAsync(Visit visit, PersonId next)
    {
        var before = visit.Cookie;
        await visit.EnterAsync(await LinkForAsync(next, WaysIn.ForFirstDirector("x", TimeSpan.FromDays(1))), null);
        if (await visit.IsServedAsync("/api/me", before))
            Fail(new LeakException($"{next} can go on as who was there before on the same telephone"));
    }

    // The link in a mail of minutes opens these minutes, and nothing else.
    private async Task ReadByLinkAsync()
    {
        var state = await StateAsync();
        if (state.Minutes is not [{ } minutes] || Everybody.Where(p => ReadsMinutes(p, state, minutes)).ToList() is not { Count: > 0 } readers)
            return;
        var reader = Any(readers);
        var way = WaysIn.ForMinutes(_plan, state.Person(reader)!, minutes.Id, TimeSpan.FromDays(1)) with { Code = WayInCode.None };
        await using var visit = new Visit(Server, new Viewer(reader));
        await visit.EnterAsync(await LinkForAsync(reader, way), null);
        foreach (var route in Server.Routes.Except(OpenToReaders))
        {
            var path = Filled(route, _circle, minutes.Id.Value);
            Expect(await visit.GetAsync(path, Channel.Reply) is not null, false, $"{reader} with a link to minutes and {path}");
        }

        Expect(await visit.GetAsync($"/api/minutes/{minutes.Id}", Channel.Minutes) is not null, true, $"{reader} with a link to minutes");
        _tally.Add("minutes read by link");
    }

    /// <summary>A short life, in which most of what a door can give away is there.</summary>
    public async Task LiveQuietlyAsync()
    {
        Func<Task>[] steps =
        [
            TypeAsync, TypeAsync, TypeAsync, TypeAsync, ChangeAudienceAsync, ChangeAudienceAsync, ChangeAudienceAsync, TypeAsync, TypeAsync, TypeAsync, TypeAsync, TypeAsync, TypeAsync, ProposeAsync,
        ];
        foreach (var step in steps)
        {
            await step();
            await CheckAsync();
        }
    }
}
