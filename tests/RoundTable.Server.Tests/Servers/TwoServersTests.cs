using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Journal.Tests;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Servers;

/// <summary>One table, its people on two servers over one database.</summary>
[Collection<PostgresCollection>]
public sealed class TwoServersTests(PostgresServer postgres)
{
    [Fact]
    public async Task Edit_OnOneServer_IsAcknowledgedAndReachesThePersonOnTheOther()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var pair = await Pair.OpenAsync(shared[0], shared[1]);
        var (here, there) = (pair.Here, pair.There);

        var item = await here.AddAsync("Samen lezen.");
        await here.SavedAsync();
        await there.UntilAsync(copy => copy.Has(item));
        await there.InsertAsync(item, 12, " Elke avond.");
        await there.SavedAsync();
        await here.UntilAsync(copy => copy.TextOf(item) == "Samen lezen. Elke avond.");

        Assert.Equal(here.TextOf(item), there.TextOf(item));
    }

    [Fact]
    public async Task Edits_OfThreeWritersOnThreeServersAtOnce_ReachEverybodyOnceWithoutAnyGap()
    {
        const int Words = 25;
        const int Turns = 10;
        await using var shared = await SharedDatabase.StartAsync(postgres, 3);
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        await using var peter = await Seat.TakeAsync(shared[1], "Peter");
        await using var els = await Seat.TakeAsync(shared[2], "Els");
        var section = sanae.LiveSection().Section;
        var copies = new[] { sanae.Section(section), peter.Section(section), els.Section(section) };
        foreach (var copy in copies)
            await copy.OpenAsync();

        await Task.WhenAll(copies.Select(async (copy, writer) =>
        {
            var item = await copy.AddAsync($"w{writer}:");
            for (var i = 0; i < Words; i++)
            {
                await copy.InsertAsync(item, copy.TextOf(item).Length, $" {writer}-{i}.");
                await copy.SavedAsync();
            }
        }));
        var authors = await shared[0].Services.GetRequiredService<IJournal>().ReadAsync(new SectionKey(sanae.Plan.Id, section).Stream).Select(record => record.Actor.Person).ToListAsync();
        var all = Enumerable.Range(0, 3).SelectMany(w => Enumerable.Range(0, Words).Select(i => $" {w}-{i}.")).ToList();
        foreach (var copy in copies)
            await copy.UntilAsync(c => all.TrueForAll(word => c.AllText.Contains(word, StringComparison.Ordinal)));

        Assert.InRange(authors.Zip(authors.Skip(1)).Count(two => two.First != two.Second), Turns, int.MaxValue);
        Assert.All(copies, copy => Assert.All(all, word => Assert.Equal(2, copy.AllText.Split(word).Length)));
        Assert.All(copies, copy => Assert.Equal(copies[0].Doc.EncodeStateAsUpdate(), copy.Doc.EncodeStateAsUpdate()));
        Assert.DoesNotContain("Resync", sanae.Table.Frames.Everything() + peter.Table.Frames.Everything() + els.Table.Frames.Everything());
    }

    [Fact]
    public async Task ClientId_UsedByTwoPeopleOnTwoServersAtOnce_BelongsToOneAndTheOtherIsRefused()
    {
        const ulong Client = 777_777;
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        await using var peter = await Seat.TakeAsync(shared[1], "Peter");
        var section = sanae.LiveSection().Section;
        var rivals = new[] { new SectionClient(sanae.Table, section, Client), new SectionClient(peter.Table, section, Client) };
        foreach (var rival in rivals)
            await rival.OpenAsync();

        await Task.WhenAll(rivals[0].AddAsync("van Sanae"), rivals[1].AddAsync("van Peter"));
        var kept = await Task.WhenAll(rivals.Select(IsKeptAsync));

        Assert.Equal(1, kept.Count(k => k));
        await using var els = await Seat.TakeAsync(shared[1], "Els");
        var reader = els.Section(section);
        var opened = await reader.OpenAsync();
        Assert.Contains(kept[0] ? "van Sanae" : "van Peter", reader.AllText);
        Assert.DoesNotContain(kept[0] ? "van Peter" : "van Sanae", reader.AllText);
        Assert.Equal(kept[0] ? sanae.Person : peter.Person, opened.Clients["777777"]);
    }

    [Fact]
    public async Task Meeting_SplitOverServers_ShowsPhasesAndThatScoresAreInAndNoScoreBeforeTheReveal()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var meeting = new MeetingRun(shared.Servers);
        await meeting.BeginAsync("Nadia", "Sanae", "Peter");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].UntilAsync(room => room.Phase == MeetingPhase.Scoring);

        await meeting["Nadia"].ScoreAsync(4, "Ik kijk nog om me heen zzq1.");
        await meeting["Sanae"].ScoreAsync(7, "Rust, maar spanning zzq2.");
        await meeting["Peter"].ScoreAsync(5, "Ik weet te weinig zzq3.");
        await meeting.Chair.UntilAsync(room => room.Round?.Done.Count == 3);

        Assert.DoesNotContain("zzq2", meeting["Nadia"].Table.Frames.Everything());
        Assert.DoesNotContain("zzq1", meeting["Sanae"].Table.Frames.Everything());
        await meeting.RevealAsync();
        await meeting["Nadia"].UntilAsync(room => room.Round?.Revealed?.Count == 3);
        await meeting["Sanae"].UntilAsync(room => room.Round?.Revealed?.Count == 3);
    }

    [Fact]
    public async Task Score_AfterALinkForItsPersonWasMadeOnAnotherServer_IsNotSealedWhereThatIsNotHeard()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1);
        await shared.AddAsync(services: DeafFeed.To("subject/"));
        await using var meeting = new MeetingRun(shared.Servers);
        await meeting.BeginAsync("Nadia", "Sanae");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        var nadia = meeting["Nadia"];
        var score = new GiveScore(nadia.Room, 1, 4, null, "Het is rustig.", "", ScoreInputMode.Self, ScoreVisibility.Everyone);
        var (plan, browser) = (meeting.Chair.Plan.Id, meeting.Chair.Guest.Browser);

        Assert.Equal(HttpStatusCode.OK, (await InviteAsync()).StatusCode);
        var asked = nadia.TryAsync(score);
        await nadia.Table.NextAsync<SignedOutEvent>();
        await Task.WhenAny(asked);

        // Who has a score would have none made.
        Assert.Equal(HttpStatusCode.OK, (await InviteAsync()).StatusCode);
        await meeting["Sanae"].ScoreAsync(7, "Het gaat goed.");

        Task<HttpResponseMessage> InviteAsync() => browser.PostAsync($"/api/plans/{plan}/people/{nadia.Person}/invitation");
    }

    [Fact]
    public async Task Account_OfAProfessionalWhoWasBroughtInOnAnotherServer_IsThereWhereThatIsNotHeard()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1);
        await shared.AddAsync(services: DeafFeed.Before);
        await using var ingrid = await Seat.TakeAsync(shared[0], "Ingrid");
        await using (await Seat.TakeAsync(shared[1], "Sanae"))
        {
        }

        var added = await ingrid.Guest.Browser.PostAsync(
            $"/api/plans/{ingrid.Plan.Id}/people", new AddPersonBody("Robin van Dalen", PersonRole.Professional, Email: "robin@post.example"));

        Assert.True(added.IsSuccessStatusCode);
        Assert.True(await shared[1].Services.GetRequiredService<Accounts>().ExistsAsync("robin@post.example"));
    }

    [Fact]
    public async Task Session_MadeOnOneServer_RunsOnTheOtherAndItsEndClosesConnectionsThere()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        var guest = await shared[0].EnterAsync("Sanae");
        var there = await TableClient.ConnectAsync(shared[1].Address, guest.Browser.Cookies);
        Assert.Null((await there.OpenPlanAsync(guest.Plan)).Refusal);

        Assert.True((await guest.Browser.PostAsync("/api/sign-out")).IsSuccessStatusCode);

        await there.NextAsync<SignedOutEvent>();
        await there.NextAsync<ClosedEvent>();
        await there.DisposeAsync();
    }

    [Fact]
    public async Task NewEntry_OfAGuestOnOneServer_EndsTheOldDeviceOnTheOther()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        var old = await shared[0].EnterAsync("Nadia");
        await using var table = await old.ConnectAsync();

        var newer = await shared[1].EnterAsync("Nadia");

        await table.NextAsync<SignedOutEvent>();
        Assert.Equal(HttpStatusCode.Unauthorized, (await old.Browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await newer.Browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Audience_ChangedOnOneServer_ShutsTheSectionOfAReaderOnTheOther()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var pair = await Pair.OpenAsync(shared[0], shared[1]);
        var (peter, here) = (pair.Other, pair.Here);

        await TakeOutAsync(shared[0], here, peter);

        await peter.Table.NextAsync<ResyncEvent>(e => e.Section == here.Section);
        var item = await here.AddAsync("Niet voor Peter zzq9.");
        await here.SavedAsync();
        Assert.Equal(RefusalCodes.SectionNotAReader, (await peter.Table.OpenSectionAsync(here.Section)).Refusal!.Code);
        Assert.DoesNotContain("zzq9", peter.Table.Frames.Everything());
        Assert.True(here.Has(item));
    }

    [Fact]
    public async Task Audience_ChangedOnOneServer_CountsForTheNextLetterOnAnotherThatHasNotHeardOfIt()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1);
        await shared.AddAsync(services: DeafFeed.Before);
        await using var pair = await Pair.OpenAsync(shared[1]);
        var (peter, here) = (pair.Other, pair.Here);
        await here.AddAsync("Voor allebei zzq7.");
        await here.SavedAsync();
        await peter.Table.NextAsync<UpdatedEvent>();
        await TakeOutAsync(shared[0], here, peter);

        await here.AddAsync("Niet voor Peter zzq9.");
        await here.SavedAsync();

        await peter.Table.NextAsync<ResyncEvent>(e => e.Section == here.Section);
        Assert.Contains("zzq7", peter.Table.Frames.Everything());
        Assert.DoesNotContain("zzq9", peter.Table.Frames.Everything());
        Assert.Equal(RefusalCodes.SectionNotAReader, (await peter.Table.OpenSectionAsync(here.Section)).Refusal!.Code);
    }

    [Fact]
    public async Task Audience_ChangedOnOneServer_CountsForTheNextPresenceOnAnotherThatHasNotHeardOfIt()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1);
        await shared.AddAsync(services: DeafFeed.Before);
        await using var pair = await Pair.OpenAsync(shared[1]);
        var (sanae, peter, here) = (pair.One, pair.Other, pair.Here);
        var item = await here.AddAsync("Voor allebei zzq7.");
        await here.SavedAsync();
        foreach (var seat in new[] { sanae, peter })
            await seat.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, new ItemId(item), false));
        await peter.Table.UpToAsync<PeopleShown>(e => e.People.Any(p => p.Item?.Value == item));
        await sanae.Table.UpToAsync<PeopleShown>(e => e.People.Any(p => p.Item?.Value == item));
        await TakeOutAsync(shared[0], here, peter);

        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, new ItemId(item), true));

        await peter.Table.NextAsync<ResyncEvent>(e => e.Section == here.Section);
        await sanae.Table.NextAsync<PeopleShown>(e => e.Section == here.Section && e.People.Count == 0);
        Assert.DoesNotContain("\"typing\":true", peter.Table.Frames.Everything());
    }

    [Fact]
    public async Task Door_ThatClosesWhileItsSectionOpens_LeavesNobodyBehind()
    {
        FickleJournal journal = null!;
        await using var shared = await SharedDatabase.StartAsync(
            postgres, 1, settings => settings["RoundTable:Limits:SectionReaders"] = "2", services => journal = FickleJournal.Before(services));
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        await using var els = await Seat.TakeAsync(shared[0], "Els");
        var here = sanae.LiveSection();
        await here.OpenAsync();
        var peter = await shared[0].EnterAsync("Peter");
        using var door = await CollabSocket.ConnectAsync(shared[0].Address);
        await door.AuthenticateAsync(here.Section, await CollabSocket.TokenAsync(peter, here.Section));
        await door.NextAsync(MessageType.Auth);
        using var hold = journal.HoldHeads();
        await door.OpenDocumentAsync(here.Section);
        await Patience.UntilAsync("the section opens", () => journal.Held > 0);

        Assert.True((await peter.Browser.PostAsync("/api/sign-out")).IsSuccessStatusCode);
        await door.ClosedAsync();
        door.Dispose();
        hold.Release();

        var counts = shared[0].Services.GetRequiredService<ConnectionCounts>();
        await Patience.UntilAsync("the door is gone", () => counts.People == 2);
        Assert.Null((await els.Table.OpenSectionAsync(here.Section)).Refusal);
    }

    [Fact]
    public async Task Minutes_WithTwoServersThatCompose_ReachEverybodyOnce()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var meeting = await new MeetingRun(shared.Servers).HoldAsync();

        await meeting.Chair.Table.NextAsync<Domain.Views.PlanView>(view =>
            view.Deliveries.Count > 0 && view.Deliveries.All(d => d.State is not DeliveryState.Queued));

        var mails = Mailbox.Mails(shared[0].Data);
        Assert.Equal(mails.Count, mails.Select(mail => mail.Split('\n').First(line => line.StartsWith("To:", StringComparison.Ordinal))).Distinct().Count());
    }

    [Fact]
    public async Task Presence_OnOneServer_IsSeenOnTheOtherAndGoneWithThePerson()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var pair = await Pair.OpenAsync(shared[0], shared[1]);
        var (sanae, peter, here) = (pair.One, pair.Other, pair.Here);
        var item = await here.AddAsync("Een zin.");
        await here.SavedAsync();

        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, new ItemId(item), true));
        var seen = await peter.Table.UpToAsync<PeopleShown>(e => e.People.Any(p => p.Item?.Value == item));
        Assert.Equal([new PersonPresence(sanae.Person, new ItemId(item), true)], seen.People);

        await sanae.DisposeAsync();
        await peter.Table.NextAsync<PeopleShown>(e => e.People.Count == 0);
    }

    [Fact]
    public async Task Presence_OfThoseWhoWereThereBefore_IsToldToAServerThatOpensTheSection()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        var here = sanae.LiveSection();
        await here.OpenAsync();
        await using var els = await Seat.TakeAsync(shared[0], "Els");
        await els.Section(here.Section).OpenAsync();
        foreach (var seat in new[] { sanae, els })
            await seat.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(here.Section, null, true));
        await sanae.Table.NextAsync<PeopleShown>(e => e.People.Count == 1);

        await using var peter = await Seat.TakeAsync(shared[1], "Peter");
        await peter.Section(here.Section).OpenAsync();

        var seen = await peter.Table.NextAsync<PeopleShown>(e => e.People.Count == 2);
        Assert.Equal(new[] { sanae.Person, els.Person }.ToHashSet(), seen.People.Select(p => p.Person).ToHashSet());
    }

    [Fact]
    public async Task Connected_OnOneServer_IsSeenInTheMeetingOnTheOther()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var meeting = new MeetingRun(shared.Servers);
        await meeting.BeginAsync("Nadia");
        var (chair, nadia) = (meeting.Chair, meeting["Nadia"]);

        await chair.UntilAsync(room => room.Participants.Any(p => p.Person == nadia.Person && p.Connected));
        await nadia.DisposeAsync();
        await chair.UntilAsync(room => room.Participants.Any(p => p.Person == nadia.Person && !p.Connected));
    }

    /// <summary>At this server, somebody no longer reads the section.</summary>
    private static async Task TakeOutAsync(TableServer server, SectionClient from, Seat person)
    {
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(person.Plan.Id);
        var state = await plan.CallAsync(p => p.StateAsync());
        var section = state.Section(from.Section)!;
        IReadOnlyList<PersonId> left = [.. section.Audience.Where(id => id != person.Person)];
        Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "without", new ChangeSection(section.Id, section.Mode, left))));
    }

    /// <summary>Whether the last push of this client is on disk; a client that must open again pushes what it has again.</summary>
    private static async Task<bool> IsKeptAsync(SectionClient client)
    {
        while (true)
        {
            switch (await client.Table.NextAsync<object>(e => e is AcknowledgedEvent or RefusedEvent or ResyncEvent))
            {
                case AcknowledgedEvent:
                    return true;
                case RefusedEvent:
                    return false;
                default:
                    Assert.Null((await client.Table.OpenSectionAsync(client.Section)).Refusal);
                    await client.Table.PushAsync(client.Section, client.Pushed, client.Doc.EncodeStateAsUpdate());
                    break;
            }
        }
    }
}
