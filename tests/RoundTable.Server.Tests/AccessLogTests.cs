using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

public class AccessLogTests
{
    [Fact]
    public async Task Reading_IsRecordedByIdOnly_AndSoIsARefusedTry()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var section = mother.LiveSection(shielded: true);
        await section.OpenAsync();
        await section.AddAsync("Wij gaan naar oma.");
        await section.AddAsync("En we nemen de hond mee.");
        await section.SavedAsync();
        await father.Table.OpenSectionAsync(section.Section);
        await using var stranger = await Seat.TakeAsync(server, "Miriam");
        await stranger.Table.OpenPlanAsync(mother.Plan.Id);

        var read = await LinesAsync(server, mother.Plan.Id);

        Assert.Equal(
            [
                $"{mother.Person} {Line("opened", "R", 0, "plan", mother.Plan.Id.Value)}",
                $"{mother.Person} {Line("opened", "R", 0, "meeting", mother.Meeting.Id.Value)}",
                $"{father.Person} {Line("opened", "R", 0, "plan", mother.Plan.Id.Value)}",
                $"{father.Person} {Line("opened", "R", 0, "meeting", father.Meeting.Id.Value)}",
                $"{mother.Person} {Line("opened", "R", 0, "section", section.Section.Value)}",
                $"{mother.Person} {Line("changed", "U", 0, "section", section.Section.Value, "SectionUpdate")}",
                $"{father.Person} {Line("refused", "E", 4, "section", section.Section.Value, "section.not-a-reader")}",
                $"subject {Line("refused", "E", 4, "plan", mother.Plan.Id.Value, "plan.not-a-member", "outsider")}",
            ],
            read);
        var report = await server.Services.GetRequiredService<IJournal>().VerifyAsync(new StreamId($"access/{mother.Plan.Id}"));
        Assert.True(report.Intact);
    }

    [Fact]
    public async Task Lines_WhoseKeyWasLost_HideNoOthers()
    {
        var data = TempFolders.Next();
        await using (var server = await DemoServer.StartAsync(data))
        {
            var early = await server.EnterAsync("Nadia");
            await early.Browser.GetAsync($"/api/plans/{early.Plan}");
        }

        await using (var keys = new SqliteConnection($"Data Source={Path.Combine(data, "keys", "keys.db")};Pooling=False"))
        {
            await keys.OpenAsync();
            await using var command = keys.CreateCommand();
            command.CommandText = "DELETE FROM data_key WHERE owner LIKE 'log/%'";
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        await using var next = TableServer.Start(data);
        await next.ReadyAsync();
        var late = await next.EnterAsync("Nadia");
        Assert.Equal(HttpStatusCode.OK, (await late.Browser.GetAsync($"/api/plans/{late.Plan}")).StatusCode);

        var entries = await next.Services.GetRequiredService<AccessLogReader>().ReadAsync(late.Plan, default);

        Assert.Contains(entries, entry => entry is { Action: AccessAction.Opened, What: AccessSubject.Plan } && entry.Person == late.Desk.Person);
        Assert.Equal(HttpStatusCode.OK, (await late.Browser.GetAsync($"/api/plans/{late.Plan}/access")).StatusCode);
        Assert.Contains("their key is missing", next.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ByTokenAndByEachSocket_IsRecordedOnce()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:SectionReaders"] = "1");
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var peter = await server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection().Section;
        var person = peter.Desk.Person;
        var token = await CollabSocket.TokenAsync(peter, section);
        await using (await DoorClient.ConnectAsync(sanae.Guest, section))
        {
            using var late = await CollabSocket.ConnectAsync(server.Address);
            await late.AuthenticateAsync(section, token);
            await late.OpenDocumentAsync(section);
            Assert.Equal("1013 section.full", await late.ClosedAsync());
        }

        Assert.Equal([Refused("section.full")], await RefusalsAsync());
        await ExcludeAsync(server, peter.Plan, section, person);

        Assert.Equal((404, "section.not-a-reader"), await (await browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest())).ProblemAsync());
        using var collab = await CollabSocket.ConnectAsync(server.Address);
        await collab.AuthenticateAsync(section, token);
        Assert.Contains("section.not-a-reader", await collab.NextAsync(MessageType.Auth), StringComparison.Ordinal);
        using var y = await CollabSocket.ConnectAsync(server.Address, $"/yjs/{section}", token: token);
        Assert.Equal("4403 section.not-a-reader", await y.ClosedAsync());

        Assert.Equal([Refused("section.full"), Refused("section.not-a-reader")], await RefusalsAsync());

        string Refused(string why) => $"{person} {Line("refused", "E", 4, "section", section.Value, why)}";
        async Task<IEnumerable<string>> RefusalsAsync() =>
            (await LinesAsync(server, peter.Plan)).Where(line => line.Contains("\"refused\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_SomebodyOfAnotherPlanAsks_IsRecordedAsRefused()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var section = mother.LiveSection().Section;
        await using var stranger = await Seat.TakeAsync(server, "Miriam");
        var browser = stranger.Guest.Browser;
        var before = (await LinesAsync(server, mother.Plan.Id)).Count;

        Assert.Equal((404, "section.not-a-reader"), await (await browser.GetAsync($"/api/sections/{section}/history")).ProblemAsync());
        Assert.Equal((404, "section.not-a-reader"), await (await browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest())).ProblemAsync());
        Assert.Equal((404, "meeting.not-in-room"), await (await browser.GetAsync($"/api/meetings/{mother.Meeting.Id}/calendar")).ProblemAsync());
        Assert.Equal("section.not-a-reader", (await stranger.Table.OpenSectionAsync(section)).Refusal?.Code);
        Assert.Equal("meeting.not-in-room", (await stranger.Table.OpenMeetingAsync(mother.Meeting.Id)).Refusal?.Code);
        Assert.Equal("meeting.not-in-room", (await stranger.Table.CommandAsync(mother.Meeting.Id, new EnterRoom(mother.Room)))?.Code);

        Assert.Equal(
            [
                Refused("history", section.Value, "section.not-a-reader"),
                Refused("section", section.Value, "section.not-a-reader"),
                Refused("meeting", mother.Meeting.Id.Value, "meeting.not-in-room"),
            ],
            (await LinesAsync(server, mother.Plan.Id)).Skip(before));

        static string Refused(string what, string id, string why) => $"subject {Line("refused", "E", 4, what, id, why, "outsider")}";
    }

    [Fact]
    public async Task Writing_ByATokenForReading_IsNotRecordedAsAChange()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, section, readOnly: true);

        await client.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000001"));
        Assert.Equal("section.read-only", await client.NextWarningAsync());

        var read = await LinesAsync(server, sanae.Plan.Id);
        Assert.Contains(read, line => line.Contains("opened", StringComparison.Ordinal) && line.Contains(section.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(read, line => line.Contains("changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Telling_WhatIsThereAlready_IsNotRecordedAsAChange()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var peter = await server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection().Section;
        await using var writer = await DoorClient.ConnectAsync(sanae.Guest, section);
        await using var teller = await DoorClient.ConnectAsync(peter, section);
        var update = await writer.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000001"));
        teller.Doc.ApplyUpdate(await teller.NextAsync(MessageType.Update));

        await teller.SendAsync(Bodies.Sync(MessageType.Update, update));
        Assert.Equal(update, await teller.NextAsync(MessageType.Update));

        Assert.Equal([sanae.Person.Value], await WritersAsync(server, sanae.Plan.Id));
        await teller.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000002"));
        await writer.NextAsync(MessageType.Update);
        await writer.NextAsync(MessageType.Update);
        Assert.Equal([sanae.Person.Value, peter.Desk.Person.Value], await WritersAsync(server, sanae.Plan.Id));
    }

    [Fact]
    public async Task Section_IsFollowedOnlyWhenItIsOnDiskThatItWasOpened()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        await using var peter = await Seat.TakeAsync(server, "Peter");
        var here = sanae.LiveSection();
        var there = peter.Section(here.Section);
        await here.OpenAsync();
        var item = await here.AddAsync("zin");
        await here.SavedAsync();

        using var hold = journal.HoldLog();
        var opening = there.OpenAsync();
        await Patience.UntilAsync("the line waits", () => journal.Held > 0);
        await here.InsertAsync(item, 0, "Geheime ");
        await here.SavedAsync();
        hold.Release();

        await opening;
        Assert.Equal("Geheime zin", there.TextOf(item));
        Assert.DoesNotContain("\"target\":\"Updated\"", peter.Table.Frames.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoLooked_AfterSomebodyLookedAgainAndAgain_StillTellsOfTheOthers()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:LogEntries"] = "8");
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await mother.Table.OpenSectionAsync(mother.LiveSection(shielded: true).Section);
        var father = await server.EnterAsync("Mark");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await father.Browser.GetAsync($"/api/plans/{father.Plan}")).StatusCode);
            Assert.False((await father.Browser.GetAsync($"/api/plans/{father.Plan}/people/nobody-{i}/export")).IsSuccessStatusCode);
        }

        await using var chair = await Seat.TakeAsync(server, "Ingrid");

        Assert.Contains(await LookedAsync(chair), line => line is { Action: AccessAction.Opened, What: AccessSubject.Section } && line.Person.Id == mother.Person);
    }

    [Fact]
    public async Task WhoLooked_WhenMoreDidThanIsShown_IsSeenByWhoRunsTheServer()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Limits:LogEntries"] = "1");
        using var meter = new MeterInbox(server);
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");

        await LookedAsync(chair);

        Assert.Equal(["log-entries"], meter.Tags("roundtable.limits.reached"));
    }

    [Fact]
    public async Task WhoLooked_TellsEachSideOnlyWhatThatSideMayKnow()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var father = await Seat.TakeAsync(server, "Mark");
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        foreach (var section in father.Plan.Sections)
            await chair.Table.OpenSectionAsync(section.Id);
        await LookedAsync(father);
        var fathers = await LookedAsync(father);

        // The other side works on, and the chair with them: nothing of it reaches him.
        foreach (var section in mother.Plan.Sections)
        {
            await chair.Table.OpenSectionAsync(section.Id);
            await mother.Table.OpenSectionAsync(section.Id);
            await father.Table.OpenSectionAsync(section.Id);
        }

        var mothers = await LookedAsync(mother);
        var chairs = await LookedAsync(chair);

        Assert.Equal(fathers, (await LookedAsync(father)).Where(line => line is not { What: AccessSubject.Section } || line.Person.Id != father.Person));
        Assert.Contains(fathers, line => line.Person.Id == chair.Person && line is { Action: AccessAction.Opened, What: AccessSubject.Section });
        Assert.All(fathers, line => Assert.Contains(line.Person.Id, father.Plan.People.Select(person => person.Id)));
        Assert.DoesNotContain(fathers, line => line.Person.Id == mother.Person);
        Assert.DoesNotContain(mothers, line => line.Person.Id == father.Person);
        Assert.Contains(mothers, line => line.Person.Id == chair.Person && line is { Action: AccessAction.Opened, What: AccessSubject.Section });
        Assert.Contains(chairs, line => line.Person.Id == mother.Person);
        Assert.Contains(chairs, line => line.Person.Id == father.Person);
        Assert.Contains(chairs, line => line.Person.Id == father.Person && line.Action == AccessAction.Refused);
        Assert.Single(mothers, line => line.Person.Id == mother.Person && line is { Action: AccessAction.Opened, What: AccessSubject.Plan });
    }

    [Fact]
    public async Task WhoLooked_IsForThePeopleOfThePlan()
    {
        await using var server = await DemoServer.StartAsync();
        var stranger = await server.EnterAsync("Miriam");
        var mother = await server.EnterAsync("Nadia");

        Assert.Equal((404, "plan.not-a-member"), await (await stranger.Browser.GetAsync($"/api/plans/{mother.Plan}/access")).ProblemAsync());
    }

    [Fact]
    public async Task WhoLooked_IsAnsweredByThePlanAsItIsWhenTheLogHasBeenRead()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        using var browser = therapist.Browser;
        var consent = father.Plan.Consents.Single(c => c.To.Contains(therapist.Desk.Person));
        using var hold = journal.HoldReads("access/");

        var looking = browser.GetAsync($"/api/plans/{therapist.Plan}/access");
        await Patience.UntilAsync("the log is being read", () => journal.Held > 0);
        await father.DoAsync(new WithdrawConsent(consent.Id));
        hold.Release();

        Assert.Equal((403, "plan.no-basis"), await (await looking).ProblemAsync());
        Assert.Contains($"{therapist.Desk.Person} {Line("refused", "E", 4, "log", therapist.Plan.Value, "plan.no-basis")}", await LinesAsync(server, therapist.Plan));
    }

    [Fact]
    public async Task EveryDoorThatStaysShut_IsRecorded()
    {
        await using var server = await DemoServer.StartAsync();
        await using var father = await Seat.TakeAsync(server, "Mark");
        var therapist = await server.EnterAsync("Marijke");
        using var browser = therapist.Browser;
        await using var table = await therapist.ConnectAsync();
        var section = father.LiveSection().Section;
        await father.DoAsync(new WithdrawConsent(father.Plan.Consents.Single(c => c.To.Contains(therapist.Desk.Person)).Id));
        await using var again = await therapist.ConnectAsync();

        Assert.Equal("plan.no-basis", (await again.OpenPlanAsync(therapist.Plan)).Refusal?.Code);
        Assert.Equal(403, (await (await browser.GetAsync($"/api/plans/{therapist.Plan}")).ProblemAsync()).Status);
        var (_, history) = await (await browser.GetAsync($"/api/sections/{section}/history")).ProblemAsync();

        var refused = (await LinesAsync(server, therapist.Plan)).Where(line => line.StartsWith($"{therapist.Desk.Person} ", StringComparison.Ordinal) && line.Contains("\"outcome\":4", StringComparison.Ordinal));
        Assert.Equal(
            [
                $"{therapist.Desk.Person} {Line("refused", "E", 4, "plan", therapist.Plan.Value, "plan.no-basis")}",
                $"{therapist.Desk.Person} {Line("refused", "E", 4, "history", section.Value, history)}",
            ],
            refused);
    }

    [Fact]
    public async Task PersonalLink_ThatIsMade_IsOneLine_MailedOrNot()
    {
        await using var server = await DemoServer.StartAsync();
        await using var director = await Seat.TakeAsync(server, "Ingrid");
        var browser = director.Guest.Browser;
        var path = $"/api/plans/{director.Plan.Id}";
        var unmailed = await (await browser.PostAsync($"{path}/people", new AddPersonBody("Tante Zonder Mail", PersonRole.NetworkMember))).ReadAsync<PersonAddedReply>();
        var mailed = await (await browser.PostAsync($"{path}/people", new AddPersonBody("Tante Met Mail", PersonRole.NetworkMember, Email: "tante@post.example"))).ReadAsync<PersonAddedReply>();

        foreach (var (guest, sent) in new[] { (unmailed, false), (mailed, true) })
        {
            var before = await InvitedAsync();
            var made = await (await browser.PostAsync($"{path}/people/{guest.Person}/invitation")).ReadAsync<InvitationReply>();
            Assert.Equal((true, sent), (made.Link is not null, made.Mailed));
            Assert.Equal(before + 1, await InvitedAsync());
        }

        Assert.Contains(await LookedAsync(director), line => line is { Action: AccessAction.Changed, What: AccessSubject.Invitation });

        async Task<int> InvitedAsync()
        {
            var lines = 0;
            await foreach (var record in server.Services.GetRequiredService<IJournal>().ReadAsync(new StreamId($"access/{director.Plan.Id}")))
            {
                var text = Encoding.UTF8.GetString(record.Payload.Span);
                lines += record.Kind == "invitation-mailed" || text.Contains("\"what\":\"invitation\"", StringComparison.Ordinal) ? 1 : 0;
            }

            return lines;
        }
    }

    [Fact]
    public async Task Log_InWhichTwoServersWroteTheTurnOfAYear_IsReadWithoutTheErasedYear()
    {
        await using var server = await DemoServer.StartAsync();
        var plan = PlanId.From("plan-new-year");
        foreach (var (year, id) in new[] { (2019, "a"), (2020, "b"), (2019, "c"), (2020, "d"), (2019, "e"), (2020, "f"), (2020, "g") })
        {
            await server.Services.GetRequiredService<IJournal>().AppendAsync(
                new Append(new StreamId($"access/{plan}"), new Actor("p-1", "", ""), [new NewRecord("read", 1, Encoding.UTF8.GetBytes($$"""{"what":"plan","id":"{{id}}"}"""))])
                {
                    Owner = StreamOwners.OfLog(plan, year),
                });
        }

        await server.Services.GetRequiredService<Vault>().EraseAsync(StreamOwners.OfLog(plan, 2019), "retention");

        var entries = await server.Services.GetRequiredService<AccessLogReader>().ReadAsync(plan, TestContext.Current.CancellationToken);
        Assert.Equal(["b", "d", "f", "g"], entries.Select(entry => entry.Id).Order());
    }

    private static async Task<IReadOnlyList<Domain.Views.AccessLineView>> LookedAsync(Seat seat) =>
        (await (await seat.Guest.Browser.GetAsync($"/api/plans/{seat.Plan.Id}/access")).ReadAsync<AccessReply>()).Lines;

    private static string Line(string action, string code, int outcome, string what, string id, string? detail = null, string basis = "role-in-plan") =>
        $$"""{"action":"{{action}}","code":"{{code}}","outcome":{{outcome}},"what":"{{what}}","id":"{{id}}","purpose":"youth-care","basis":"{{basis}}","consent":null,"emergency":false,"source":"roundtable-server","detail":{{(detail is null ? "null" : $"\"{detail}\"")}}}""";

    private static async Task ExcludeAsync(TableServer server, PlanId id, SectionId section, PersonId person)
    {
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(id);
        var state = await plan.CallAsync(p => p.StateAsync());
        List<PersonId> rest = [.. state.Section(section)!.Audience.Where(reader => reader != person)];
        Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "op-audience", new ChangeSection(section, SectionMode.Live, rest))));
    }

    private static async Task<IReadOnlyList<string>> WritersAsync(TableServer server, PlanId plan) =>
        [.. (await LinesAsync(server, plan)).Where(line => line.Contains("\"SectionUpdate\"", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];

    private static async Task<List<string>> LinesAsync(TableServer server, PlanId plan)
    {
        var read = new List<string>();
        await foreach (var record in server.Services.GetRequiredService<IJournal>().ReadAsync(new StreamId($"access/{plan}")))
        {
            Assert.Equal(("access", 2), (record.Kind, record.Version));
            read.Add($"{record.Actor.Person.Split(':')[0]} {Encoding.UTF8.GetString(record.Payload.Span)}");
        }

        return read;
    }
}
