using System.Text;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>How a commitment went: what is done again and again counts on after it (handbook 4.7), and minutes look back on what is new (F26).</summary>
public class ResultTests
{
    private static readonly AnswerCommitment Agrees = new(Table.Calls, 1, CommitmentAnswer.Agree, null);
    private static readonly RecordResult Kept = new(Table.Calls, CommitmentStatus.Kept, null, null, 1);
    private static readonly RecordResult NotKept = Kept with { Result = CommitmentStatus.NotKept, Remark = "Twee keer niet." };
    private static readonly DateOnly Today = new(2026, 2, 12);

    [Fact]
    public void Result_OfWhatIsDoneEveryDay_LeavesItInForce()
    {
        var table = EveryDay().Does(Table.Kim, Kept);

        Assert.Equal(CommitmentStatus.Agreed, table.Plan.Commitment(Table.Calls)!.Status);
        Assert.Equal(new CommitmentResultView(CommitmentStatus.Kept, null, Table.Kim, Today), Seen(table, Table.Kim).Result);
        Assert.True(Seen(table, Table.Kim).CanAnswer);
        Assert.Null(table.Refuses(Table.Shelter, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week")));
        Assert.Equal([CommitmentStatus.Agreed], MinutesFor(table, Table.Kim).Commitments.Select(c => c.Status));
    }

    [Fact]
    public void Result_OfWhatIsDoneEveryDay_LeavesItInEmergencyAccess()
    {
        var colleague = new PersonId("colleague");
        var table = Before(Table.Laid().Does(Table.Kim, Table.Proposal() with { DueOn = null, Recurrence = "elke dag" }))
            .Does(new AddPerson(Table.Someone(colleague, PersonRole.CaseDirector) with { Organisation = "Team Jeugd" }, false))
            .Happened(new ResultRecorded(Table.Calls, CommitmentStatus.Kept, null, Table.Kim, Table.Now.AddDays(-2)))
            .Does(new OpenEmergency(new EmergencyId("e1"), "Er is iets mis."), colleague);

        var seen = EmergencyProjection.For(table.Plan, [], colleague, Table.Now)!.Commitments.Single();

        Assert.Equal((Table.Calls, CommitmentStatus.Kept), (seen.Id, seen.Result!.Result));
    }

    [Fact]
    public void Result_AfterTheLastDay_EndsIt()
    {
        var events = Stream(new DateOnly(2026, 2, 11));

        Assert.Equal(CommitmentStatus.Agreed, After(events, Table.Now.AddDays(-1)).Status);
        Assert.Equal(CommitmentStatus.Kept, After(events, Table.Now).Status);
    }

    [Fact]
    public void Result_InAStreamOfBefore_LeavesTheCommitmentInForce()
    {
        (string Kind, string Json)[] written =
        [
            ("commitmentProposed", """{"kind":"commitmentProposed","commitment":{"id":"calls","text":"Ik bel elke dag.","textVersion":1,"owner":"oma","checker":"safehome","kind":"safetyRule","dueOn":null,"recurrence":"elke dag","audience":"circle","proposedBy":"oma","textBy":"oma","status":"proposed","answer":null,"remark":null,"resultRemark":null,"resultBy":null},"at":"2026-02-03T12:00:00+00:00"}"""),
            ("commitmentAnswered", """{"kind":"commitmentAnswered","commitment":"calls","textVersion":1,"answer":"agree","remark":null,"at":"2026-02-04T12:00:00+00:00","room":null}"""),
            ("resultRecorded", """{"kind":"resultRecorded","commitment":"calls","result":"kept","remark":null,"by":"oma","at":"2026-02-12T12:00:00+00:00","room":null}"""),
        ];
        var stored = written.Select(e => EventJson.ReadPlanEvent(e.Kind, 1, Encoding.UTF8.GetBytes(e.Json)));

        var commitment = stored.Aggregate(Table.Laid().Plan, (plan, e) => plan.Apply(e)).Commitment(Table.Calls)!;

        Assert.Equal((CommitmentStatus.Agreed, CommitmentStatus.Kept, Today), (commitment.Status, commitment.Result, commitment.ResultOn));
    }

    [Fact]
    public void Result_OfWhatIsDoneOnce_SettlesItAndCanBeCorrected()
    {
        var table = Once().Does(Table.Kim, Kept).Does(Table.Shelter, NotKept);

        Assert.Equal(CommitmentStatus.NotKept, table.Plan.Commitment(Table.Calls)!.Status);
        Assert.Equal(new CommitmentResultView(CommitmentStatus.NotKept, "Twee keer niet.", Table.Shelter, Today), Seen(table, Table.Kim).Result);
        Assert.Empty(MinutesFor(table, Table.Kim).Commitments);
    }

    [Fact]
    public void Result_TheSameOnAnotherDay_IsNews()
    {
        var plan = EveryDay().Does(Table.Kim, Kept).Plan;

        Assert.Empty(PlanDecisions.Decide(plan, Kept, Table.Kim, Table.Now, Looks.NothingStandsIn(plan)).Events);
        Assert.Single(PlanDecisions.Decide(plan, Kept, Table.Kim, Table.Now.AddDays(7), Looks.NothingStandsIn(plan)).Events);
        Assert.Empty(PlanDecisions.Decide(Once().Does(Table.Kim, Kept).Plan, Kept, Table.Kim, Table.Now.AddDays(7), Looks.NothingStandsIn(plan)).Events);
    }

    [Fact]
    public void Result_OfTheWordsBefore_IsNotThatOfTheNewOnes()
    {
        var table = EveryDay().Does(Table.Kim, NotKept)
            .Does(Table.Shelter, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week"));

        Assert.Null(Seen(table, Table.Kim).Result);
        Assert.Equal([("Ik bel elke dag.", CommitmentStatus.NotKept)], MinutesFor(table, Table.Kim).LookedBack.Select(c => (c.Text, c.Status)));
        Assert.Equal(["Ik bel elke week."], MinutesFor(table, Table.Kim).Commitments.Select(c => c.Text));
    }

    [Fact]
    public void Minutes_LookBackOnTheLastResultOnly()
    {
        var table = EveryDay().Does(Table.Kim, Kept).Does(Table.Shelter, NotKept);

        Assert.Equal([(CommitmentStatus.NotKept, "Twee keer niet.")], MinutesFor(table, Table.Kim).LookedBack.Select(c => (c.Status, c.Remark)));
    }

    [Fact]
    public void Minutes_LookBackOnWhatIsNewForWhoGetsThem()
    {
        var table = EveryDay().Does(Table.Kim, Kept);
        Published(table, Table.Kim);

        Assert.Empty(MinutesFor(table, Table.Kim).LookedBack);
        Assert.Single(MinutesFor(table, Table.Shelter).LookedBack);

        table.Does(Table.Kim, NotKept);
        Assert.Equal([CommitmentStatus.NotKept], MinutesFor(table, Table.Kim).LookedBack.Select(c => c.Status));
    }

    [Fact]
    public void Minutes_LookBackOnWhatStoodInMinutesThatAreHeldBackForGood()
    {
        var table = EveryDay().Does(Table.Kim, Kept);

        Published(table, Table.Kim, heldBack: true);

        Assert.Equal(BlockedBy.Guard, table.Plan.Minutes.Single().Deliveries.Single().BlockedBy);
        Assert.Single(MinutesFor(table, Table.Kim).LookedBack);
    }

    [Fact]
    public void ResultDay_IsForTheOwnerTheDirectorAndWhoRecordedIt_SoThatItTellsNobodyOfASessionOfOthers()
    {
        var table = Table.Laid()
            .Does(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.SafeHome, Checker = Table.Director, DueOn = null, Recurrence = "elke week" })
            .Does(Table.SafeHome, Agrees)
            .Does(Table.SafeHome, Kept with { Room = Table.One });
        Assert.Null(Seen(table, Table.Kim).Result!.On);
        Assert.Null(Seen(table, Table.Rob).Result);

        table.Does(new EndMeeting(Table.MeetingId));

        Assert.All([Table.SafeHome, Table.Director], person => Assert.Equal(Today, Seen(table, person).Result!.On));
        Assert.All([Table.Kim, Table.Rob], person => Assert.Equal((CommitmentStatus.Kept, null), (Seen(table, person).Result!.Result, Seen(table, person).Result!.On)));
    }

    [Fact]
    public void LookedBack_OfSomebodyWhoCameLater_HoldsNoWordsThatWereChangedBefore()
    {
        var table = EveryDay().Does(Table.Kim, Kept);
        table.Does(Table.Kim, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week"));
        var side = table.Plan.Section(Table.SideKim)!;
        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience, Table.Clinic]));

        Assert.Empty(MinutesFor(table, Table.Clinic).LookedBack);
        Assert.Equal("Ik bel elke dag.", Assert.Single(MinutesFor(table, Table.Kim).LookedBack).Text);
    }

    [Fact]
    public void Answer_InAnotherRoomAfterAResult_IsNotForWhoRecordedTheResultBefore()
    {
        var table = Before(Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Rob, DueOn = null, Recurrence = "elke week" }));
        table.Happened(new ResultRecorded(Table.Calls, CommitmentStatus.Kept, null, Table.Rob, Table.Now.AddDays(-2)));

        table.Does(Table.Kim, Agrees with { Answer = CommitmentAnswer.Unsure, Room = Table.One });

        Assert.Equal(CommitmentStatus.Proposed, Seen(table, Table.Shelter).Status);
        Assert.Equal(CommitmentStatus.Agreed, Seen(table, Table.Rob).Status);
    }

    [Fact]
    public void Result_InOneRoom_DoesNotComeAlongWithAnAnswerInTheOther()
    {
        var table = Before(Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.SafeHome, Checker = Table.Director, DueOn = null, Recurrence = "elke week" }))
            .Does(Table.Director, NotKept with { Room = Table.One })
            .Does(Table.SafeHome, Agrees with { Answer = CommitmentAnswer.Unsure, Room = Table.Two });

        Assert.Equal((CommitmentAnswer.Unsure, null), (Seen(table, Table.Rob).Answer, Seen(table, Table.Rob).Result));
        Assert.Equal((CommitmentAnswer.Agree, CommitmentStatus.NotKept), (Seen(table, Table.Kim).Answer, Seen(table, Table.Kim).Result!.Result));
    }

    [Fact]
    public void Result_ThatWasRecordedInARoomOfOthersToo_IsReadByWhoRecordsIt()
    {
        var table = CheckedByRob().Does(Table.Kim, Kept with { Room = Table.One });

        Assert.Single(table.Decided(Table.Rob, Kept with { Room = Table.Two }).Events);
        table.Does(Table.Rob, Kept with { Room = Table.Two });

        Assert.Equal((CommitmentStatus.Kept, CommitmentStatus.Kept), (Seen(table, Table.Rob).Status, Seen(table, Table.Rob).Result!.Result));
        Assert.Empty(table.Decided(Table.Rob, Kept with { Room = Table.Two }).Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Result_OfWhatIsEndedOrDoubtedInARoomOfOthers_IsTakenAndAgreesToNothing(bool ended)
    {
        var table = CheckedByRob().Does(ended ? Table.Director : Table.Kim, ended
            ? new EndCommitment(Table.Calls, 1, "Dubbel opgeschreven.", Table.One)
            : Agrees with { Answer = CommitmentAnswer.Unsure, Room = Table.One });

        table.Does(Table.Rob, Kept with { Room = Table.Two });

        Assert.Equal(CommitmentStatus.Kept, Seen(table, Table.Rob).Status);
        Assert.Equal(ended ? CommitmentStatus.Replaced : CommitmentStatus.Proposed, table.Plan.Commitment(Table.Calls)!.Status);
        CommitmentStatus[] lookedBack = ended ? [CommitmentStatus.Replaced, CommitmentStatus.Kept] : [CommitmentStatus.Kept];
        Assert.Equal(lookedBack, MinutesFor(table, Table.Rob).LookedBack.Select(c => c.Status));
    }

    [Fact]
    public void Result_OfWhatIsAgreedInARoomOfOthers_IsRefusedAsIfItWasNot()
    {
        var table = Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Rob });
        Assert.Equal(RefusalCodes.CommitmentNotAgreed, table.Refuses(Table.Rob, Kept with { Room = Table.Two }));

        table.Does(Table.Kim, Agrees with { Room = Table.One });

        Assert.Equal(RefusalCodes.CommitmentNotAgreed, table.Refuses(Table.Rob, Kept with { Room = Table.Two }));
    }

    [Fact]
    public void LookedBack_OfAnOrganisationWhoseGroundCameLater_HoldsNoWordsThatWereChangedBefore()
    {
        var table = EveryDay().Does(new UseLegalBasis(Table.Ground(Table.SafeHome, Table.Shelter)));
        var side = table.Plan.Section(Table.SideKim)!;
        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience, Table.Clinic]))
            .Does(Table.Kim, Kept)
            .Does(Table.Kim, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week"));
        Assert.Empty(MinutesFor(table, Table.Clinic).LookedBack);

        table.Does(new UseLegalBasis(Table.Ground(Table.Clinic)));

        Assert.Empty(MinutesFor(table, Table.Clinic).LookedBack);
        Assert.Single(MinutesFor(table, Table.Shelter).LookedBack);
    }

    private static Table CheckedByRob() => Before(Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Rob }));

    private static Table EveryDay() =>
        Table.Laid().Does(Table.Kim, Table.Proposal() with { DueOn = null, Recurrence = "elke dag" }).Does(Table.Kim, Agrees);

    private static Table Once() => Table.Laid().Does(Table.Kim, Table.Proposal()).Does(Table.Kim, Agrees);

    // Agreed before the meeting could be held.
    private static Table Before(Table table) =>
        table.Happened(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-3)));

    private static PlanEvent[] Stream(DateOnly? until) =>
    [
        new CommitmentProposed(
            new Commitment(Table.Calls, "Ik bel elke dag.", 1, Table.Oma, Table.SafeHome, CommitmentKind.SafetyRule, until, "elke dag", Table.Circle, Table.Oma, Table.Oma, CommitmentStatus.Proposed, null, null, null, null),
            Table.Now.AddDays(-9)),
        new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-8)),
    ];

    private static Commitment After(IEnumerable<PlanEvent> events, DateTimeOffset at) =>
        events.Append(new ResultRecorded(Table.Calls, CommitmentStatus.Kept, null, Table.Oma, at)).Aggregate(Table.Laid().Plan, (plan, e) => plan.Apply(e)).Commitment(Table.Calls)!;

    private static void Published(Table table, PersonId recipient, bool heldBack = false)
    {
        table.Does(new PlanMeeting(new MeetingId("m0"), MeetingKind.Start, [new PlannedRoom(new RoomId("r0"), Table.Now, [Table.Director, recipient])], []));
        table.Happened(new MinutesPublished(new MinutesId("mi0"), new MeetingId("m0"), [new NewDelivery(new DeliveryId("de0"), recipient, false, heldBack, false, null)], Table.Now));
    }

    private static MinutesContent MinutesFor(Table table, PersonId recipient) => MinutesComposer.Compose(table.Plan, table.Meeting, [], recipient, Table.Now);

    private static CommitmentView Seen(Table table, PersonId viewer) => PlanProjection.For(table.Plan, viewer).Commitments.Single();
}
