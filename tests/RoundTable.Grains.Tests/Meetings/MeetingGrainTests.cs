using System.Text;
using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Meetings;

public sealed class MeetingGrainTests : IAsyncLifetime
{
    private static readonly PersonId[] Seated = [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna];
    private TestTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Score_BeforeTheReveal_ReachesNobodyElse()
    {
        var (chair, nadia, loubna) = await SitDownAsync();
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));

        await nadia.ScoreAsync(3, "Hij staat weer voor de deur");

        Assert.Equal(3, nadia.Room.Round!.Yours!.Value);
        foreach (var other in new[] { chair, loubna })
        {
            Assert.Contains(TestFamily.Nadia, other.Room.Round!.Done);
            var heard = JsonSerializer.Serialize(other.Heard.OfType<MeetingView>(), DomainJson.Options);
            Assert.DoesNotContain("voor de deur", heard, StringComparison.Ordinal);
            Assert.DoesNotContain(nadia.Room.Round!.Yours!.Seal, heard, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Score_Changed_TellsNobodyElseAnything()
    {
        var (chair, nadia, loubna) = await SitDownAsync();
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        await nadia.ScoreAsync(3, "een");
        var heard = (chair.Heard.Count, loubna.Heard.Count);

        await nadia.ScoreAsync(4, "twee");

        Assert.Equal(heard, (chair.Heard.Count, loubna.Heard.Count));
        Assert.Equal(4, nadia.Room.Round!.Yours!.Value);
    }

    [Fact]
    public async Task Reveal_AfterAll_ShowsEverybodyTheSame()
    {
        var (chair, nadia, loubna) = await SitDownAsync();
        await ScoreAllAsync(chair, nadia, loubna);

        await chair.DoAsync(new RevealScores(TestFamily.Room, null));

        foreach (var seat in new[] { chair, nadia, loubna })
        {
            Assert.Equal([7, 3, 5], seat.Room.Round!.Revealed!.OrderBy(s => Array.IndexOf(Seated, s.Person)).Select(s => s.Value!.Value));
        }
    }

    [Fact]
    public async Task Invite_WhileItRuns_IsSeenInItsRoomAtOnce_AndTheyAreLetIn()
    {
        var (chair, nadia, _) = await SitDownAsync();
        var mark = new TestSeat(_table, TestFamily.Mark);
        Assert.Null((await mark.OpenAsync()).Value);

        await TestFamily.ArrangeAsync(_table, new InviteToMeeting(TestFamily.Meeting, TestFamily.Mark, TestFamily.Room));

        await _table.UntilAsync(() => nadia.Room.Participants.Any(p => p.Person == TestFamily.Mark), "the room did not hear of who was invited");
        Assert.NotNull((await mark.OpenAsync()).Value);
        await mark.DoAsync(new EnterRoom(TestFamily.Room));
        await chair.DoAsync(new AdmitPerson(TestFamily.Room, TestFamily.Mark));
        Assert.True(mark.Room.Admitted);
    }

    [Fact]
    public async Task Invite_AfterItWasClosed_IsRefusedBeforeThePlanHearsOfThat()
    {
        await TestMeeting.HoldAsync(_table);
        Assert.False((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Meeting(TestFamily.Meeting)!.Ended);

        var refusal = await _table.Get<PlanArranging>().SetupAsync(
            TestFamily.As(TestFamily.Director), TestFamily.Plan, "op-invite", new InviteToMeeting(TestFamily.Meeting, TestFamily.Mark, TestFamily.Room));

        Assert.Equal(RefusalCodes.MeetingClosed, refusal?.Code);
    }

    [Fact]
    public async Task Command_Repeated_IsCarriedOutOnceAlsoAfterARestart()
    {
        var (chair, nadia, _) = await SitDownAsync();
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        Assert.Null(await nadia.AskAsync("op-x", TestSeat.Score(3, "een")));
        Assert.Null(await nadia.AskAsync("op-y", TestSeat.Score(4, "twee")));

        Assert.Null(await nadia.AskAsync("op-x", TestSeat.Score(3, "een")));
        await _table.RestartAsync();
        Assert.Null(await nadia.AskAsync("op-x", TestSeat.Score(3, "een")));

        await nadia.OpenAsync();
        Assert.Equal(4, nadia.Room.Round!.Yours!.Value);
    }

    [Fact]
    public async Task Command_WithTheOperationIdOfSomebodyElse_IsCarriedOut()
    {
        var (chair, nadia, loubna) = await SitDownAsync();
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        Assert.Null(await nadia.AskAsync("op-x", TestSeat.Score(3, "een")));

        Assert.Null(await loubna.AskAsync("op-x", TestSeat.Score(5, "twee")));

        Assert.Equal(5, loubna.Room.Round!.Yours!.Value);
    }

    [Fact]
    public async Task Command_DiskFailsAfterWriting_RepeatedIsCarriedOutOnce()
    {
        var (chair, nadia, _) = await SitDownAsync();
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        _table.Journal.FailAfter = 1;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => nadia.AskAsync("op-x", TestSeat.Score(3, "een")));
        var head = await _table.Journal.HeadAsync(new StreamId($"meeting/{TestFamily.Meeting.Value}"));

        Assert.Null(await nadia.AskAsync("op-x", TestSeat.Score(3, "een")));

        Assert.Equal(head, await _table.Journal.HeadAsync(new StreamId($"meeting/{TestFamily.Meeting.Value}")));
        Assert.Equal(3, nadia.Room.Round!.Yours!.Value);
    }

    [Fact]
    public async Task Open_BySomebodyWithoutASeat_IsRefused()
    {
        var mark = new TestSeat(_table, TestFamily.Mark);

        Assert.Equal(RefusalCodes.MeetingNotInRoom, (await mark.OpenAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task Open_AMeetingThatDoesNotExist_Fails() => await Assert.ThrowsAsync<UnknownMeetingException>(
        () => _table.Host.Meeting(MeetingId.From("nowhere")).CallAsync(m => m.LeaveAsync(new ReaderId("x"))));

    [Fact]
    public async Task Leave_LastConnection_OthersSeeThatTheyAreGone()
    {
        var (chair, nadia, _) = await SitDownAsync();
        Assert.True(chair.Room.Participants.Single(p => p.Person == TestFamily.Nadia).Connected);

        await nadia.LeaveAsync();

        Assert.False(chair.Room.Participants.Single(p => p.Person == TestFamily.Nadia).Connected);
    }

    [Fact]
    public async Task Close_Composed_EverybodyInvitedHasARenderingAndADelivery()
    {
        await WriteItemAsync("Ik ben bang");
        await TestMeeting.HoldAsync(_table);

        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        var plan = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        var minutes = Assert.Single(plan.Minutes);
        Assert.True(plan.Meeting(TestFamily.Meeting)!.Ended);
        Assert.Equal([.. Seated, TestFamily.Mark], minutes.Deliveries.Select(d => d.Recipient));
        Assert.Equal([false, false, false, true], minutes.Deliveries.Select(d => d.WasAbsent));
        foreach (var delivery in minutes.Deliveries)
        {
            var content = await ReadAsync(minutes.Id, delivery.Recipient);
            Assert.Contains(content.Card, i => i.Text == "Ik ben bang");
            Assert.Equal(delivery.WasAbsent, content.RecipientWasAbsent);
        }

        var due = await _table.Journal.TakeDueAsync(MinutesStream.DeliverKind, _table.Now, TimeSpan.FromMinutes(1), 10);
        Assert.Equal(
            minutes.Deliveries.Select(d => new DeliveryToMake(TestFamily.Plan, minutes.Id, d.Id, d.Recipient)).OrderBy(d => d.Delivery.Value),
            due.Select(w => JsonSerializer.Deserialize<DeliveryToMake>(w.Work.Payload.Span, DomainJson.Options)!).OrderBy(d => d.Delivery.Value));
    }

    [Fact]
    public async Task CallOff_CrashBeforeThePlanIsTold_IsRepairedAfterTheRestart_AndThereAreNoMinutes()
    {
        await new TestSeat(_table, TestFamily.Director).DoAsync(new CallOffMeeting());
        await _table.RestartAsync();

        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        var plan = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        Assert.True(plan.Meeting(TestFamily.Meeting)!.CalledOff);
        Assert.Empty(plan.Minutes);
        Assert.Equal(0, await _table.Get<MinutesComposing>().RunDueAsync());
    }

    [Fact]
    public async Task Close_CrashBeforeComposing_IsRepairedAfterTheRestart()
    {
        await TestMeeting.HoldAsync(_table);
        await _table.RestartAsync();

        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        Assert.Equal(0, await _table.Get<MinutesComposing>().RunDueAsync());
    }

    [Fact]
    public async Task Compose_DiskFailsAfterWriting_ComposesOnce()
    {
        await TestMeeting.HoldAsync(_table);
        _table.Journal.FailAfter = 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _table.Get<MinutesComposing>().RunDueAsync());

        _table.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        var minutes = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        Assert.Equal(2 * 4, await _table.Journal.HeadAsync(new StreamId($"minutes/{minutes.Id.Value}")));
    }

    [Fact]
    public async Task Compose_ProtectionComesMeanwhile_IsComposedAgainWithoutTheWord()
    {
        var aside = new SectionKey(TestFamily.Plan, SectionId.From("sec-aside"));
        await TestFamily.ArrangeAsync(_table, new OpenSection(new Section(aside.Section, SectionScope.Side, SectionMode.Live, [TestFamily.Director])));
        await WriteItemAsync("Zij woont in de Vlierstraat");
        await TestMeeting.HoldAsync(_table);
        await _table.RestartAsync();
        Task<int> composing;
        using (_table.Journal.HoldReading(aside.Stream))
        {
            composing = _table.Get<MinutesComposing>().RunDueAsync();
            await _table.Journal.ReadingHeld;
            await TestFamily.ArrangeAsync(_table, new SetProtection(new ProtectionRelation(
                ProtectionId.From("prot-late"), [TestFamily.Nadia], [TestFamily.Mark], [], "adres", ["Vlierstraat"], "ernstig geweld", new DateOnly(2026, 8, 1))));
        }

        Assert.Equal(1, await composing);
        var minutes = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        Assert.Contains((await ReadAsync(minutes.Id, TestFamily.Loubna)).Card, i => i.Text.Contains("Vlierstraat", StringComparison.Ordinal));
        Assert.DoesNotContain((await ReadAsync(minutes.Id, TestFamily.Mark)).Texts(), t => t?.Contains("Vlierstraat", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Compose_AfterAHandoverSinceTheClose_CountsTheNewDirectorAsNotThere()
    {
        var (child, next, meeting) = (PersonId.From("p-child"), PersonId.From("p-next"), MeetingId.From("meeting-b"));
        await TestFamily.ArrangeAsync(_table, new AddPerson(TestFamily.Person(child, "Yara", PersonRole.Child) with { BirthDate = new DateOnly(2020, 1, 1) }, true));
        await TestFamily.ArrangeAsync(_table, new AddPerson(TestFamily.Person(next, "Sanne Vos", PersonRole.CaseDirector), true));
        await TestFamily.ArrangeAsync(_table, new PlanMeeting(meeting, MeetingKind.Start, [new PlannedRoom(RoomId.From("room-b"), _table.Now, [TestFamily.Director, child])], []));
        foreach (var command in new MeetingCommand[] { new NoteAbsence(TestFamily.Director, "Ziek."), new NoteAbsence(child, "Ziek."), new CloseMeeting(null, "Wij zien elkaar later.") })
            Assert.Null(await _table.Host.Meeting(meeting).CallAsync(m => m.CommandAsync(TestFamily.As(TestFamily.Director), $"op-{command.GetHashCode()}", command)));
        await TestFamily.ArrangeAsync(_table, new OfferHandover(next));
        Assert.Null(await _table.Get<PlanArranging>().SetupAsync(TestFamily.As(next), TestFamily.Plan, "op-accept", new AcceptHandover()));

        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        var minutes = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        Assert.Equal([TestFamily.Director], minutes.Deliveries.Single(d => d.Recipient == child).KnowAsMuch);
    }

    [Fact]
    public async Task Minutes_HeldBackForAGround_ComeWithoutWhatTheirRecipientReadsNoMore()
    {
        var (teacher, meeting, aside) = (PersonId.From("p-teacher"), MeetingId.From("meeting-b"), new SectionKey(TestFamily.Plan, SectionId.From("sec-aside")));
        await TestFamily.ArrangeAsync(_table, new AddPerson(TestFamily.Person(teacher, "Juf Anna", PersonRole.Professional), true));
        await TestFamily.ArrangeAsync(_table, new OpenSection(new Section(aside.Section, SectionScope.Side, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, teacher])));
        await TestFamily.ArrangeAsync(_table, new PlanMeeting(meeting, MeetingKind.Start, [new PlannedRoom(RoomId.From("room-b"), _table.Now, [TestFamily.Director])], [teacher]));
        foreach (var (id, audience) in new[] { ("c-1", aside.Section), ("c-2", TestFamily.Circle.Section) })
        {
            Assert.Null(await _table.Get<PlanArranging>().CommandAsync(TestFamily.As(TestFamily.Nadia), TestFamily.Plan, $"op-{id}", new ProposeCommitment(
                CommitmentId.From(id), $"Afspraak in {audience}.", TestFamily.Nadia, null, CommitmentKind.Action, new DateOnly(2026, 6, 1), null, audience)));
        }

        await WriteItemAsync("Voor iedereen");
        await WriteItemAsync("Alleen voor ons", aside);
        foreach (var command in new MeetingCommand[] { new NoteAbsence(TestFamily.Director, "Ziek."), new NoteAbsence(teacher, "Ziek."), new CloseMeeting(null, "Wij zien elkaar later.") })
            Assert.Null(await _table.Host.Meeting(meeting).CallAsync(m => m.CommandAsync(TestFamily.As(TestFamily.Director), $"op-{command.GetHashCode()}", command)));
        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());
        var before = await ReadAsync(Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes).Id, teacher);
        Assert.Equal(["Alleen voor ons", "Voor iedereen"], before.Card.Select(i => i.Text).Order(StringComparer.Ordinal));
        Assert.Equal(2, before.Commitments.Count);

        await TestFamily.ArrangeAsync(_table, new ChangeSection(aside.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia]));
        await TestFamily.ArrangeAsync(_table, new UseLegalBasis(new LegalBasisUse(
            new LegalBasisId("ground"), "directly-involved", [teacher], "Nodig.", "Niet meer dan nodig.", TestFamily.Director, null, new DateOnly(2026, 2, 1), null, new DateOnly(2026, 2, 1), null)));

        var minutes = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        Assert.Equal(DeliveryState.Queued, minutes.ReceivedBy(teacher)!.State);
        var after = await ShownAsync(teacher);
        Assert.Equal(["Voor iedereen"], after.Card.Select(i => i.Text));
        Assert.Equal([(1, $"Afspraak in {TestFamily.Circle.Section}.")], after.Commitments.Select(c => (c.Number, c.Text)));
    }

    [Theory]
    [InlineData(DeliveryState.NeedsCode)]
    [InlineData(DeliveryState.Blocked)]
    [InlineData(DeliveryState.Bounced)]
    public async Task Minutes_ThatWaitedOnTheirWay_ComeWithoutWhatTheirRecipientReadsNoMore(DeliveryState waited)
    {
        var aside = new SectionKey(TestFamily.Plan, SectionId.From("sec-aside"));
        await TestFamily.ArrangeAsync(_table, new OpenSection(new Section(aside.Section, SectionScope.Side, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna])));
        await WriteItemAsync("Voor iedereen");
        await WriteItemAsync("Alleen voor ons", aside);
        await TestMeeting.HoldAsync(_table);
        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());
        var deliveries = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes).Deliveries;
        await TestFamily.ArrangeAsync(_table, new RecordDelivery(deliveries.Single(d => d.Recipient == TestFamily.Loubna).Id, waited));
        await TestFamily.ArrangeAsync(_table, new RecordDelivery(deliveries.Single(d => d.Recipient == TestFamily.Nadia).Id, DeliveryState.Sent));
        Assert.Equal(2, (await ShownAsync(TestFamily.Loubna)).Card.Count);

        await TestFamily.ArrangeAsync(_table, new ChangeSection(aside.Section, SectionMode.Live, [TestFamily.Director]));

        Assert.Equal(["Voor iedereen"], (await ShownAsync(TestFamily.Loubna)).Card.Select(i => i.Text));
        Assert.Equal(2, (await ShownAsync(TestFamily.Nadia)).Card.Count);
    }

    [Theory]
    [InlineData(DeliveryState.NeedsCode, false)]
    [InlineData(DeliveryState.Bounced, false)]
    [InlineData(DeliveryState.Bounced, true)]
    public async Task Minutes_ThatWaitedAndWereRead_KeepWhatTheirRecipientReadThen(DeliveryState waited, bool onPaper)
    {
        var aside = new SectionKey(TestFamily.Plan, SectionId.From("sec-aside"));
        await TestFamily.ArrangeAsync(_table, new OpenSection(new Section(aside.Section, SectionScope.Side, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna])));
        await WriteItemAsync("Voor iedereen");
        await WriteItemAsync("Alleen voor ons", aside);
        Assert.Null(await _table.Get<PlanArranging>().CommandAsync(TestFamily.As(TestFamily.Nadia), TestFamily.Plan, "op-c", new ProposeCommitment(
            CommitmentId.From("c-1"), "Afspraak voor ons.", TestFamily.Nadia, null, CommitmentKind.Action, new DateOnly(2026, 6, 1), null, aside.Section)));
        await TestMeeting.HoldAsync(_table);
        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());
        var minutes = Assert.Single((await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
        var delivery = minutes.Deliveries.Single(d => d.Recipient == TestFamily.Loubna).Id;
        await TestFamily.ArrangeAsync(_table, new RecordDelivery(delivery, waited));
        if (onPaper)
            Assert.Null(await _table.Get<PlanArranging>().CommandAsync(TestFamily.As(TestFamily.Loubna), TestFamily.Plan, "op-a", new AcknowledgeMinutes(minutes.Id)));
        else
            await TestFamily.ArrangeAsync(_table, new RecordDelivery(delivery, DeliveryState.Opened));

        await TestFamily.ArrangeAsync(_table, new ChangeSection(aside.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia]));

        var shown = await ShownAsync(TestFamily.Loubna);
        Assert.Equal((2, 1), (shown.Card.Count, shown.Commitments.Count));
    }

    private async Task<MinutesContent> ShownAsync(PersonId recipient)
    {
        var plan = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        return (await _table.Get<MinutesReading>().ReadNowAsync(TestFamily.Plan, Assert.Single(plan.Minutes), recipient)).Content!;
    }

    private async Task<MinutesContent> ReadAsync(MinutesId minutes, PersonId recipient)
    {
        var json = await MinutesStream.ReadAsync(_table.Journal, minutes, recipient);
        Assert.True(json.HasValue, Encoding.UTF8.GetString(json.GetValueOrDefault().Span));
        return JsonSerializer.Deserialize<MinutesContent>(json.Value.Span, DomainJson.Options)!;
    }

    private Task WriteItemAsync(string text, SectionKey? section = null) => _table.Get<SectionCalls>().WriteAsync(
        section ?? TestFamily.Circle,
        Caller.Server(TestFamily.Director),
        new CardItem(ItemId.From("i-aaaaaaaaaaaaaaaa"), CardColumn.Danger, ItemKind.Fact, TestFamily.Nadia, null, 1, false, text));

    private async Task<(TestSeat Chair, TestSeat Nadia, TestSeat Loubna)> SitDownAsync()
    {
        var seats = Seated.Select(p => new TestSeat(_table, p)).ToList();
        foreach (var seat in seats)
        {
            Assert.NotNull((await seat.OpenAsync()).Value);
            await seat.DoAsync(new EnterRoom(TestFamily.Room));
        }

        await seats[0].DoAsync(new AdmitEveryone(TestFamily.Room));
        return (seats[0], seats[1], seats[2]);
    }

    private static async Task ScoreAllAsync(TestSeat chair, TestSeat nadia, TestSeat loubna)
    {
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        await chair.ScoreAsync(7, "een");
        await nadia.ScoreAsync(3, "twee");
        await loubna.ScoreAsync(5, "drie");
    }
}
