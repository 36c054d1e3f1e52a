using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Erasure;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Tests;

public class ErasureTests
{
    [Fact]
    public async Task Erased_ByTheDirector_IsGoneForEverybodyAndInABackup_AndTheReportProvesIt()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        await using var other = await Seat.TakeAsync(server, "Miriam");
        var plan = $"/api/plans/{chair.Plan.Id}";
        var browser = chair.Guest.Browser;
        await using var door = await DoorClient.ConnectAsync(mother.Guest, mother.Plan.Sections.First(s => s.CanWrite).Id);
        var backup = await BackUpAsync(server.Data);

        Assert.Equal((404, "plan.not-a-member"), await (await browser.GetAsync($"{plan}/erasure")).ProblemAsync());
        Assert.Equal((403, "plan.not-director"), await (await mother.Guest.Browser.PostAsync($"{plan}/erasure", Body(chair))).ProblemAsync());
        Assert.Equal(
            (422, "erasure.not-confirmed"),
            await (await browser.PostAsync($"{plan}/erasure", Body(chair) with { FamilyName = "Een ander gezin" })).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(plan)).StatusCode);

        var section = chair.Plan.Sections.First(s => s.CanWrite).Id;
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId($"moments/{chair.Plan.Id}/{section}"), new Actor(chair.Person.Value, "", ""), [new NewRecord("moment-named", 1, default)]));

        var report = await (await browser.PostAsync($"{plan}/erasure", Body(chair))).ReadAsync<ErasureReport>();

        Assert.Equal((chair.Plan.Id, chair.Person.Value, "Op verzoek van het gezin."), (report.Plan, report.By, report.Reason));
        Assert.Contains(report.Streams, stream => stream.Name == $"plan/{chair.Plan.Id}" && stream.Head > 0);
        Assert.Contains(report.Streams, stream => stream.Name.StartsWith($"section/{chair.Plan.Id}/", StringComparison.Ordinal));
        Assert.Contains(report.Streams, stream => stream.Name == $"moments/{chair.Plan.Id}/{section}");
        Assert.Contains(report.Streams, stream => stream.Name == $"access/{chair.Plan.Id}");
        Assert.Contains(report.Keys, key => key.Owner == $"plan/{chair.Plan.Id}");
        Assert.NotNull(report.DoneAt);
        await mother.Table.NextAsync<SignedOutEvent>();
        await mother.Table.NextAsync<ClosedEvent>();
        await chair.Table.NextAsync<ClosedEvent>();
        await door.ClosedAsync();
        Assert.Equal((4403, "plan.erased"), ((int)door.CloseStatus!, door.CloseReason));
        await using var late = await door.ComeAgainAsync();
        await late.ClosedAsync();
        Assert.Equal(4401, (int)late.CloseStatus!);

        Assert.Equal((410, "plan.erased"), await (await browser.GetAsync(plan)).ProblemAsync());
        Assert.Equal((410, "plan.erased"), await (await browser.GetAsync($"{plan}/access")).ProblemAsync());
        Assert.Equal((401, "session.required"), await (await mother.Guest.Browser.GetAsync(plan)).ProblemAsync());
        Assert.Empty((await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans);
        await using (var again = await chair.Guest.ConnectAsync())
        {
            Assert.Equal("plan.erased", (await again.OpenPlanAsync(chair.Plan.Id)).Refusal?.Code);
            Assert.Equal("plan.erased", (await again.OpenMeetingAsync(chair.Meeting.Id)).Refusal?.Code);
            Assert.Equal("plan.erased", (await again.OpenSectionAsync(chair.Plan.Sections[0].Id)).Refusal?.Code);
        }

        Assert.Equal(report.Keys, (await (await browser.GetAsync($"{plan}/erasure")).ReadAsync<ErasureReport>()).Keys);
        Assert.Null((await other.Table.OpenPlanAsync(other.Plan.Id)).Refusal);
        await AssertUnreadableAsync(server, report);
        foreach (var stream in report.Streams)
        {
            var chain = await server.Services.GetRequiredService<IJournal>().VerifyAsync(new StreamId(stream.Name));
            Assert.True(chain.Intact);
            if (stream.Name == $"access/{chair.Plan.Id}")
                Assert.InRange(chain.Head, stream.Head, long.MaxValue);
            else
                Assert.Equal((stream.Head, stream.HeadHash), (chain.Head, Convert.ToHexStringLower(chain.HeadHash.Span)));
        }

        // The journal of before, put back beside the keys of today.
        var restored = TempFolders.Next();
        Directory.CreateDirectory(Path.Combine(restored, "keys"));
        File.Copy(backup, Path.Combine(restored, "journal.db"));
        foreach (var file in Directory.GetFiles(Path.Combine(server.Data, "keys")))
            File.Copy(file, Path.Combine(restored, "keys", Path.GetFileName(file)));
        await using var old = TableServer.Start(restored);
        await old.ReadyAsync();
        await AssertUnreadableAsync(old, report);
        var neighbour = old.Services.GetRequiredService<GrainHost>().Plan(other.Plan.Id);
        Assert.Equal(other.Plan.FamilyName, (await neighbour.CallAsync(p => p.StateAsync())).FamilyName);
    }

    [Fact]
    public async Task Clock_ErasesAPlanSoManyYearsAfterItsLastChange_AndAYearOfALogEarlier()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        var mother = await server.EnterAsync("Nadia");
        var other = await server.EnterAsync("Miriam");
        await mother.Browser.GetAsync($"/api/plans/{mother.Plan}");
        var retention = server.Services.GetRequiredService<Retention>();
        var keys = server.Services.GetRequiredService<IKeyStore>();

        Assert.Equal(0, await retention.RunAsync(default));
        Assert.NotEmpty(await keys.OwnersAsync($"log/{mother.Plan}/"));
        time.AddYears(7);
        Assert.Equal(0, await retention.RunAsync(default));
        Assert.NotEmpty(await keys.OwnersAsync($"log/{mother.Plan}/"));
        time.AddYears(0, days: 8);
        Assert.Equal(0, await retention.RunAsync(default));
        Assert.Empty(await keys.OwnersAsync($"log/{mother.Plan}/"));

        time.AddYears(3);
        await ChangeAsync(server, mother.Plan);
        time.AddYears(10, days: 1);
        await BeginDayAsync(server, other.Plan);
        Assert.Equal(0, await retention.RunAsync(default));
        time.AddYears(0, days: 8);
        Assert.Equal(1, await retention.RunAsync(default));
        Assert.True(await IsErasedAsync(server, other.Plan));
        Assert.False(await IsErasedAsync(server, mother.Plan));

        time.AddYears(10, days: 1);
        Assert.Equal(0, await retention.RunAsync(default));
        time.AddYears(0, days: 8);
        Assert.Equal(1, await retention.RunAsync(default));
        Assert.True(await IsErasedAsync(server, mother.Plan));
        Assert.Equal(0, await retention.RunAsync(default));
        var report = (await server.Services.GetRequiredService<ErasureStream>().FindAsync(mother.Plan))!.Report;
        Assert.Equal(("retention", "retention"), (report.By, report.Reason));
        Assert.NotNull(report.DoneAt);
    }

    [Fact]
    public async Task Clock_ThatIsWrongForAWhile_ErasesNothing_AlsoTheSecondTime()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        var mother = await server.EnterAsync("Nadia");
        await mother.Browser.GetAsync($"/api/plans/{mother.Plan}");
        var retention = server.Services.GetRequiredService<Retention>();
        var keys = server.Services.GetRequiredService<IKeyStore>();
        Assert.Equal(0, await retention.RunAsync(default));

        foreach (var years in new[] { 73, 74 })
        {
            time.AddYears(years);
            Assert.Equal(0, await retention.RunAsync(default));
            time.AddYears(-years);
            Assert.Equal(0, await retention.RunAsync(default));
        }

        Assert.NotEmpty(await keys.OwnersAsync($"log/{mother.Plan}/"));
        Assert.False(await IsErasedAsync(server, mother.Plan));
    }

    [Fact]
    public async Task Erased_WhatWasOpenAndNeverWrittenTo_IsGoneFromMemoryToo()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var grains = server.Services.GetRequiredService<GrainHost>();
        var state = await grains.Plan(director.Plan).CallAsync(p => p.StateAsync());
        var section = new Section(new SectionId("s-empty"), SectionScope.Side, SectionMode.Live, [state.Director]);
        var meeting = new MeetingId("m-later");
        await ArrangeAsync(new OpenSection(section));
        await ArrangeAsync(new PlanMeeting(meeting, MeetingKind.Evaluation, [new PlannedRoom(new RoomId("r-later"), TimeProvider.System.GetUtcNow().AddDays(60), [state.Director])], []));
        Assert.Empty(await ItemsAsync());
        Assert.False(await IsSealedAsync());

        await (await director.Browser.PostAsync($"/api/plans/{director.Plan}/erasure", new EraseBody(state.FamilyName, "Klaar."))).ReadAsync<ErasureReport>();

        await Assert.ThrowsAsync<DataErasedException>(ItemsAsync);
        await Assert.ThrowsAsync<DataErasedException>(IsSealedAsync);

        Task<IReadOnlyList<CardItem>> ItemsAsync() => server.Services.GetRequiredService<SectionCalls>().ItemsAsync(new SectionKey(director.Plan, section.Id));
        Task<bool> IsSealedAsync() => grains.Meeting(meeting).CallAsync(m => m.HasSealedScoreAsync(state.Director));
        async Task ArrangeAsync(PlanSetup setup) => Assert.Null(await server.Services.GetRequiredService<PlanArranging>()
            .SetupAsync(Caller.Server(state.Director), director.Plan, setup.GetType().Name, setup));
    }

    [Fact]
    public async Task Erased_WhatWaitedForADay_IsPutAsideWhenTheDayComes()
    {
        var time = new ShiftedTime();
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton<TimeProvider>(time));
        await server.ReadyAsync();
        var director = await server.EnterAsync("Ingrid");
        var state = await server.Services.GetRequiredService<GrainHost>().Plan(director.Plan).CallAsync(p => p.StateAsync());
        var meeting = new DueWork(MinutesComposing.Kind, "m-erased", time.GetUtcNow().AddDays(90), JsonSerializer.SerializeToUtf8Bytes(new { plan = director.Plan.Value, meeting = state.Meetings[0].Id.Value }));
        var toRemind = new DeliveryToMake(director.Plan, new MinutesId("v-erased"), new DeliveryId("d-erased"), state.Director);
        var reminder = new DueWork(PlanDue.RemindKind, "d-erased", time.GetUtcNow().AddDays(90), JsonSerializer.SerializeToUtf8Bytes(toRemind, DomainJson.Options));
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId("server/test"), new Actor("", "", ""), [new NewRecord("scheduled", 1, default)]) { Schedule = [meeting, reminder] });
        Assert.NotEqual(0, await WaitingAsync(server, director.Plan));
        await (await director.Browser.PostAsync($"/api/plans/{director.Plan}/erasure", new EraseBody(state.FamilyName, "Klaar."))).ReadAsync<ErasureReport>();

        time.AddYears(15);

        using var late = new CancellationTokenSource(Patience.Enough);
        while (await WaitingAsync(server, director.Plan) > 0)
        {
            Assert.False(late.IsCancellationRequested, "work of an erased plan was not put aside");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Professional_OfAnErasedPlanAndAnother_StillSignsInByMail_ToTheOtherOnly()
    {
        const string tom = "tom.haverkort@post.example";
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var other = await server.EnterAsync("Miriam");
        var added = await other.Browser.PostAsync(
            $"/api/plans/{other.Plan}/people",
            new AddPersonBody("Tom Haverkort", PersonRole.SafeHomeWorker, "Veilig Thuis", Email: tom, LegalBasis: new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1))));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var state = await server.Services.GetRequiredService<GrainHost>().Plan(director.Plan).CallAsync(p => p.StateAsync());
        var report = await (await director.Browser.PostAsync($"/api/plans/{director.Plan}/erasure", new EraseBody(state.FamilyName, "Klaar."))).ReadAsync<ErasureReport>();

        using var browser = await SignInByMailAsync(server, tom);
        Assert.Equal(other.Plan, Assert.Single((await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans).Plan);
        Assert.Equal((410, "plan.erased"), await (await browser.GetAsync($"/api/plans/{director.Plan}")).ProblemAsync());
        Assert.Equal((404, "plan.not-a-member"), await (await browser.GetAsync($"/api/plans/{director.Plan}/erasure")).ProblemAsync());
        Assert.Equal(report.Keys, (await (await director.Browser.GetAsync($"/api/plans/{director.Plan}/erasure")).ReadAsync<ErasureReport>()).Keys);
    }

    [Fact]
    public async Task Professional_WhoOpenedAPlanByTheirAccountAndHandedItOver_KeepsTheAccountWhenTheyAreInvitedAndItIsErased()
    {
        await using var server = await DemoServer.StartAsync();
        var grains = server.Services.GetRequiredService<GrainHost>();
        var here = await server.EnterAsync("Ingrid");
        var mail = (await grains.Plan(here.Plan).CallAsync(p => p.StateAsync())).People.Single(p => p.Id == here.Desk.Person).Email!;
        using var ingrid = await SignInByMailAsync(server, mail);
        var opened = await (await ingrid.PostAsync("/api/plans", new OpenPlanBody("Gezin De Wit", "Wilgendam", ""))).ReadAsync<PlanOpenedReply>();
        var path = $"/api/plans/{opened.Plan}";
        var basis = new LegalBasisBody("directly-involved", "Nodig.", "Niet meer.", InformedOn: new DateOnly(2026, 2, 1));
        var next = await (await ingrid.PostAsync($"{path}/people", new AddPersonBody("Yusuf Aydin", PersonRole.CaseDirector, "Sociaal wijkteam", Email: "yusuf.aydin@post.example", LegalBasis: basis))).ReadAsync<PersonAddedReply>();
        using var yusuf = await SignInByMailAsync(server, "yusuf.aydin@post.example");
        (await ingrid.PostAsync($"{path}/handover", new HandoverBody(next.Person))).EnsureSuccessStatusCode();
        (await yusuf.PostAsync($"{path}/handover/acceptance")).EnsureSuccessStatusCode();
        var account = (await grains.Plan(opened.Plan).CallAsync(p => p.StateAsync())).Person(opened.Person)!.Subject;
        Assert.Equal(Account.Of(mail), account);

        Assert.True((await (await yusuf.PostAsync($"{path}/people/{opened.Person}/invitation")).ReadAsync<InvitationReply>()).Mailed);
        Assert.Equal(2, (await (await ingrid.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans.Count);

        var report = await (await yusuf.PostAsync($"{path}/erasure", new EraseBody("Gezin De Wit", "Klaar."))).ReadAsync<ErasureReport>();

        Assert.DoesNotContain(report.Keys, key => key.Owner == StreamOwners.OfSubject(account));
        Assert.Equal(here.Plan, Assert.Single((await (await ingrid.GetAsync("/api/me")).ReadAsync<MeReply>()).Plans).Plan);
        Assert.False(await server.Services.GetRequiredService<Vault>().IsErasedAsync(StreamOwners.OfSubject(account)));
    }

    [Fact]
    public async Task Erasure_DecidedBeforeAccountsWereSpared_SparesThemWhenItIsCarriedOut()
    {
        await using var server = await DemoServer.StartAsync();
        var director = await server.EnterAsync("Ingrid");
        var plan = await server.Services.GetRequiredService<GrainHost>().Plan(director.Plan).CallAsync(p => p.StateAsync());
        var erasures = server.Services.GetRequiredService<ErasureStream>();
        var tom = Account.Of("tom.haverkort@post.example");
        (await SignInByMailAsync(server, "tom.haverkort@post.example")).Dispose();
        var by = new Actor(plan.Director.Value, "", "");
        var report = new ErasureReport(plan.Id, server.Services.GetRequiredService<TimeProvider>().GetUtcNow(), by.Person, "Klaar.", [], [], null);
        await erasures.DecideAsync(new StoredErasure(report, plan.Person(plan.Director)!.Subject, null, [tom], [$"plan/{plan.Id}"]), by, await erasures.HeadAsync(plan.Id));

        await server.Services.GetRequiredService<Eraser>().CarryOutAsync(plan.Id);

        Assert.True(await IsErasedAsync(server, plan.Id));
        Assert.False(await server.Services.GetRequiredService<Vault>().IsErasedAsync(StreamOwners.OfSubject(tom)));
    }

    private static async Task<Browser> SignInByMailAsync(TableServer server, string mail)
    {
        var browser = server.Browse();
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-in/mail", new MailSignInBody(mail))).StatusCode);
        var token = Mailbox.TokenIn((await Mailbox.ArrivedAsync(server.Data, mail))[0]);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(token))).ReadAsync<EnterReply>();
        return browser;
    }

    private static EraseBody Body(Seat chair) => new(chair.Plan.FamilyName, "Op verzoek van het gezin.");

    private static ValueTask<bool> IsErasedAsync(TableServer server, PlanId plan) =>
        server.Services.GetRequiredService<Vault>().IsErasedAsync(StreamOwners.OfPlan(plan));

    private static async Task ChangeAsync(TableServer server, PlanId plan)
    {
        var grain = server.Services.GetRequiredService<GrainHost>().Plan(plan);
        var state = await grain.CallAsync(p => p.StateAsync());
        var requirement = new SetFloorRequirement(
            new FloorRequirement(new FloorRequirementId("f-late"), "Nog steeds rust.", "Veilig Thuis", FloorRequirementStatus.Met));
        Assert.Null(await grain.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "late", requirement)));
    }

    // Whoever comes first lets it begin: the server, or this.
    private static async Task BeginDayAsync(TableServer server, PlanId plan)
    {
        var grain = server.Services.GetRequiredService<GrainHost>().Plan(plan);
        Assert.Null(await grain.CallAsync(p => p.BeginDayAsync()));
        JournalRecord? last = null;
        await foreach (var record in server.Services.GetRequiredService<IJournal>().ReadAsync(new StreamId($"plan/{plan}")))
            last = record;
        Assert.Equal("dayBegan", last!.Kind);
    }

    private static async Task AssertUnreadableAsync(TableServer server, ErasureReport report)
    {
        var journal = server.Services.GetRequiredService<IJournal>();
        Assert.NotEmpty(report.Streams);

        // The log of access has keys and a term of its own.
        foreach (var stream in report.Streams.Where(stream => !stream.Name.StartsWith("access/", StringComparison.Ordinal)))
        {
            await Assert.ThrowsAsync<DataErasedException>(async () =>
            {
                await foreach (var record in journal.ReadAsync(new StreamId(stream.Name)))
                    Assert.Fail($"{stream.Name} {record.Seq} was read");
            });
        }

        await Assert.ThrowsAsync<DataErasedException>(() =>
            server.Services.GetRequiredService<GrainHost>().Plan(report.Plan).CallAsync(p => p.StateAsync()));
    }

    // What waits for a day in the plan, or for its minutes to be composed.
    private static async Task<long> WaitingAsync(TableServer server, PlanId plan)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "journal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM due_work WHERE (kind = 'begin-day' AND key LIKE $plan) OR key IN ('m-erased', 'd-erased')";
        command.Parameters.AddWithValue("$plan", $"{plan}-%");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> BackUpAsync(string data)
    {
        var copy = Path.Combine(data, "backup.db");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "journal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{copy}'";
        await command.ExecuteNonQueryAsync();
        return copy;
    }
}
