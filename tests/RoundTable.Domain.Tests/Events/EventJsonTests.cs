using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Tests.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Events;

public class EventJsonTests
{
    private static readonly PersonId Other = new("other");
    private static readonly PersonId Unfounded = new("unfounded");

    [Fact]
    public void PlanEvents_WrittenAndRead_GiveTheSameBytesAndPlan()
    {
        var events = PlanEvents();
        Assert.Equal(DerivedOf(typeof(PlanEvent)), events.Select(e => e.GetType()).Distinct().OrderBy(t => t.Name));

        foreach (var e in events)
        {
            var written = EventJson.Write(e);
            Assert.Equal(written.Payload.ToArray(), EventJson.Write(EventJson.ReadPlanEvent(written.Kind, written.Version, written.Payload.Span)).Payload.ToArray());
        }
    }

    [Fact]
    public void MeetingEvents_WrittenAndRead_GiveTheSameBytes()
    {
        var events = MeetingEvents();
        Assert.Equal(DerivedOf(typeof(MeetingEvent)), events.Select(e => e.GetType()).Distinct().OrderBy(t => t.Name));

        foreach (var e in events)
        {
            var written = EventJson.Write(e);
            Assert.Equal(written.Payload.ToArray(), EventJson.Write(EventJson.ReadMeetingEvent(written.Kind, written.Version, written.Payload.Span)).Payload.ToArray());
        }
    }

    [Fact]
    public void Write_Event_HasKindVersionAndReadableJson()
    {
        var written = EventJson.Write(new MeetingEnded(Table.MeetingId, Table.Now));

        Assert.Equal(("meetingEnded", 1), (written.Kind, written.Version));
        Assert.Equal("""{"kind":"meetingEnded","meeting":"m1","at":"2026-02-12T12:00:00+00:00"}""", Encoding.UTF8.GetString(written.Payload.Span));
        var calledOff = EventJson.Write(new MeetingEnded(Table.MeetingId, Table.Now, CalledOff: true));
        Assert.True(((MeetingEnded)EventJson.ReadPlanEvent(calledOff.Kind, calledOff.Version, calledOff.Payload.Span)).CalledOff);
    }

    [Theory]
    [InlineData("meetingEnded", 2, """{"kind":"meetingEnded","meeting":"m1","at":"2026-02-12T12:00:00+00:00"}""")]
    [InlineData("meetingPlanned", 1, """{"kind":"meetingEnded","meeting":"m1","at":"2026-02-12T12:00:00+00:00"}""")]
    [InlineData("meetingEnded", 1, """{"kind":"meetingEnded","meeting":"m1","at":"2026-02-12T12:00:00+00:00","extra":1}""")]
    [InlineData("meetingEnded", 1, """{"kind":"meetingEnded","meeting":"m1"}""")]
    [InlineData("meetingEnded", 1, """{"meeting":"m1","at":"2026-02-12T12:00:00+00:00"}""")]
    [InlineData("unknown", 1, """{"kind":"unknown"}""")]
    [InlineData("meetingEnded", 1, "null")]
    [InlineData("meetingEnded", 1, "")]
    [InlineData("meetingEnded", 1, "{")]
    public void Read_AnythingElse_IsRefused(string kind, int version, string json)
    {
        var refused = Assert.Throws<EventFormatException>(() => EventJson.ReadPlanEvent(kind, version, Encoding.UTF8.GetBytes(json)));

        Assert.Equal((kind, version), (refused.Kind, refused.Version));
    }

    // A whole life of a plan: each kind of event at least once.
    private static List<PlanEvent> PlanEvents()
    {
        var table = Table.Laid();
        var events = new List<PlanEvent>();
        PlanSetup[] setups =
        [
            new AddPerson(Table.Someone(Other, PersonRole.CaseDirector) with { BirthDate = new DateOnly(1980, 1, 2), Serves = Table.Kim }, true),
            new AddPerson(Table.Someone(Unfounded, PersonRole.Professional), false),
            new ShieldPerson(Other, "iemand", [Table.Rob], []),
            new SetProtection(table.Plan.Protections[0] with { ReviewOn = new DateOnly(2026, 8, 1) }),
            new OpenSection(new Section(new SectionId("s9"), SectionScope.Shielded, SectionMode.Live, [Table.Director])),
            new SetFloorRequirement(table.Plan.FloorRequirements[0]),
            new SetScale(Scale.Default),
            new PlanMeeting(new MeetingId("m2"), MeetingKind.Closing, [new PlannedRoom(Table.One, Table.Now, [Table.Director])], [Table.Clinic]),
            new EndMeeting(new MeetingId("m2")),
            new RecordEntryMailed(new MeetingId("m2"), Table.Rob),
            new RecordBouncedMail(Table.SafeHome, BouncedMail.Invitation),
            new RecordInvitation(Table.SafeHome),
            new PublishMinutes(new MinutesId("v1"), Table.MeetingId, [new NewDelivery(new DeliveryId("d1"), Table.Kim, false, false)]),
            new RecordDelivery(new DeliveryId("d1"), DeliveryState.Sent),
            new RecordReminder(new DeliveryId("d1")),
            new OfferHandover(Other),
            new SetRelation(new Relation(new RelationId("r1"), RelationKind.AuthorityOver, Table.Kim, Table.Child, new DateOnly(2026, 1, 1), null)),
            new SetRelation(new Relation(new RelationId("r2"), RelationKind.Serves, Table.SafeHome, Table.Rob, new DateOnly(2026, 1, 1), null)),
            new AskConsent(ConsentTests.About(Table.Kim)),
            new PublishMinutes(new MinutesId("v2"), new MeetingId("m2"), [new NewDelivery(new DeliveryId("d2"), Unfounded, true, true, true)]),
            new DecideNotToShare(new DeliveryId("d2"), "Niet nodig."),
            new ShareAfterAll(new DeliveryId("d2")),
            new RecordDelivery(new DeliveryId("d1"), DeliveryState.Bounced),
            new SendAgain(new DeliveryId("d1")),
            new UseLegalBasis(Table.Ground(Table.SafeHome) with { Id = new LegalBasisId("g2"), Categories = [DataCategory.Treatment] }),
            new EndLegalBasis(new LegalBasisId("g2"), "Niet meer nodig."),
            new BeginDay(new DateOnly(2026, 8, 2)),
            new FinishTask("review-r1-20260801"),
            new EndProtection(new ProtectionId("r1"), "Het is veilig."),
        ];
        PlanCommand[] commands =
        [
            Table.Proposal(),
            new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week"),
            new AnswerCommitment(Table.Calls, 2, CommitmentAnswer.Agree, "Goed."),
            new RecordResult(Table.Calls, CommitmentStatus.NotKept, null),
            Table.Proposal() with { Id = new CommitmentId("c2") },
            new EndCommitment(new CommitmentId("c2"), 1, "Niet meer nodig."),
            new AcknowledgeMinutes(new MinutesId("v1")),
            new ReactToMinutes(new MinutesId("v1"), "Klopt."),
            new GiveConsent(ConsentTests.Id),
            new WithdrawConsent(ConsentTests.Id),
        ];
        (PersonId Actor, PlanCommand Command)[] ofTheChild =
        [
            (Table.SafeHome, new ShareTreatment(Table.Rob, [], true)),
            (Table.Child, new WriteChildWords(new ChildWordsId("w1"), ChildWordsKind.HouseOfDreams, "Een hond.", true)),
            (Table.Child, new ReleaseChildWords(new ChildWordsId("w1"), [Table.Kim])),
        ];
        events.AddRange(PlanDecisions.Decide(FamilyPlan.Start, new OpenPlan(new PlanId("p1"), "Gezin", "W", "", Table.Someone(Table.Director, PersonRole.CaseDirector), Table.Circle), null, Table.Now, CardLook.Unseen).Events);
        foreach (var setup in setups)
        {
            events.AddRange(PlanDecisions.Decide(table.Plan, setup, null, Table.Now, Looks.NothingStandsIn(table.Plan)).Events);
            table.Does(setup);
        }

        // Something stood there before.
        var later = new ProtectionRelation(new ProtectionId("r9"), [Table.Kim], [Table.Rob], [], "", ["zwembad"], "", null);
        var closed = PlanDecisions.Decide(table.Plan, new SetProtection(later), null, Table.Now, CardLook.Unseen).Events;
        events.AddRange(closed);
        events.AddRange([new WithholdingEnded(new WithholdingId("wh-1")), new WordsInMinutesFound([new DeliveryId("d1")], Table.Now)]);

        foreach (var command in commands)
        {
            events.AddRange(table.Decided(Table.Kim, command).Events);
            table.Does(Table.Kim, command);
        }

        (PersonId Actor, PlanSetup Setup)[] inAnEmergency =
        [
            (Table.SafeHome, new OpenEmergency(new EmergencyId("e1"), "Zij neemt niet op.")),
            (Table.Director, new ReviewEmergency(new EmergencyId("e1"), EmergencyVerdict.Justified, "Terecht.")),
        ];
        foreach (var (actor, setup) in inAnEmergency)
        {
            events.AddRange(PlanDecisions.Decide(table.Plan, setup, actor, Table.Now, CardLook.Unseen).Events);
            table.Does(setup, actor);
        }

        foreach (var (actor, command) in ofTheChild)
        {
            events.AddRange(table.Decided(actor, command).Events);
            table.Does(actor, command);
        }

        events.AddRange(PlanDecisions.Decide(table.Plan, new AcceptHandover(), Other, Table.Now, Looks.NothingStandsIn(table.Plan)).Events);
        return events;
    }

    private static List<MeetingEvent> MeetingEvents()
    {
        var table = Table.Laid();
        var events = new List<MeetingEvent>();
        (PersonId Actor, MeetingCommand Command)[] commands =
        [
            (Table.Director, new EnterRoom(Table.One)),
            (Table.Kim, new EnterRoom(Table.One)),
            (Table.Director, new AdmitEveryone(Table.One)),
            (Table.Kim, new SetReady(Table.One, true)),
            (Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring)),
            (Table.Kim, Table.Score(Table.One, 7, "Beter.")),
            (Table.Director, new RevealScores(Table.One, "Genoeg.")),
            .. NotSeated(table).Select(p => (Table.Director, (MeetingCommand)new NoteAbsence(p, "ziek"))),
            (Table.Director, new CloseMeeting(null, "Genoeg.")),
        ];
        foreach (var (actor, command) in commands)
        {
            events.AddRange(table.Decided(actor, command).Events);
            table.Does(actor, command);
        }

        events.AddRange(Table.Laid().Decided(Table.Director, new CallOffMeeting()).Events);
        return events;
    }

    private static IEnumerable<PersonId> NotSeated(Table table) =>
        table.Plan.Meeting(Table.MeetingId)!.Invited.Where(p => p != Table.Director && p != Table.Kim);

    private static IEnumerable<Type> DerivedOf(Type family) =>
        family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).OrderBy(t => t.Name);
}
