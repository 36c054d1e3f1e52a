using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests;

/// <summary>
/// A small family around a table. Kim is protected from Rob, and Oma could tell him; the shelter worker is shielded from both.
/// Sections: circle (released), side Kim (live), side Rob (live), secret (live, shielded). Rooms: one with Kim, two with Rob;
/// the director and the worker of Veilig Thuis are in both.
/// </summary>
internal sealed class Table
{
    public static readonly DateTimeOffset Now = new(2026, 2, 12, 12, 0, 0, TimeSpan.Zero);

    public static readonly PersonId Director = new("director");
    public static readonly PersonId SafeHome = new("safehome");
    public static readonly PersonId Kim = new("kim");
    public static readonly PersonId Child = new("child");
    public static readonly PersonId Shelter = new("shelter");
    public static readonly PersonId Rob = new("rob");
    public static readonly PersonId Oma = new("oma");
    public static readonly PersonId Clinic = new("clinic");
    public static readonly PersonId Tolk = new("tolk");

    public static readonly SectionId Circle = new("circle");
    public static readonly SectionId SideKim = new("side-kim");
    public static readonly SectionId SideRob = new("side-rob");
    public static readonly SectionId Secret = new("secret");

    public static readonly MeetingId MeetingId = new("m1");
    public static readonly RoomId One = new("one");
    public static readonly RoomId Two = new("two");
    public static readonly CommitmentId Calls = new("calls");

    private static readonly byte[] Nonce = [.. Enumerable.Range(0, ScoreSeal.NonceLength).Select(i => (byte)i)];

    public FamilyPlan Plan { get; private set; } = FamilyPlan.Start;

    public Meeting Meeting { get; private set; } = Meeting.StartOf(MeetingId);

    public static Table Laid()
    {
        var table = new Table();
        table.Does(new OpenPlan(new PlanId("p1"), "Gezin Kim en Rob", "Wilgendam", "Ik wil rust.", Someone(Director, PersonRole.CaseDirector, phone: "088 1234"), Circle));
        table.Does(new AddPerson(Someone(SafeHome, PersonRole.SafeHomeWorker), true));
        table.Does(new AddPerson(Someone(Kim, PersonRole.ParentWithAuthority), true));
        table.Does(new AddPerson(Someone(Child, PersonRole.Child), true));
        table.Does(new AddPerson(Someone(Rob, PersonRole.ParentWithAuthority), true));
        table.Does(new AddPerson(Someone(Oma, PersonRole.NetworkMember), true));
        table.Does(new AddPerson(Someone(Tolk, PersonRole.Interpreter), true));
        table.Does(new AddPerson(Someone(Shelter, PersonRole.Professional) with { Organisation = "Opvang De Luwte", AliasName = "begeleider", ShieldedFrom = [Rob, Oma] }, true));
        table.Does(new AddPerson(Someone(Clinic, PersonRole.Professional) with { HiddenFrom = [Rob, Oma] }, false));
        table.Does(new UseLegalBasis(Ground(SafeHome, Shelter, Clinic)));
        table.Does(new SetProtection(new ProtectionRelation(
            new ProtectionId("r1"), [Kim, Child], [Rob], [Oma], "adres", ["Vlierstraat", "De Luwte", "Luwte", "trauma", "0917"], "geweld", null)));
        table.Does(new OpenSection(new Section(SideKim, SectionScope.Side, SectionMode.Live, [Director, SafeHome, Kim, Child, Shelter, Tolk])));
        table.Does(new OpenSection(new Section(SideRob, SectionScope.Side, SectionMode.Live, [Director, SafeHome, Rob, Oma])));
        table.Does(new OpenSection(new Section(Secret, SectionScope.Shielded, SectionMode.Live, [Director, Kim, Shelter])));
        table.Does(new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("f1"), "Rob zoekt geen contact.", "Veilig Thuis", FloorRequirementStatus.Met)));
        table.Does(new PlanMeeting(
            MeetingId,
            MeetingKind.Start,
            [
                new PlannedRoom(One, Now.AddHours(1), [Director, SafeHome, Kim, Child, Shelter, Tolk]),
                new PlannedRoom(Two, Now.AddHours(3), [Director, SafeHome, Rob, Oma]),
            ],
            [Clinic]));
        return table;
    }

    public static Person Someone(PersonId id, PersonRole role, string? phone = null) =>
        new(id, new SubjectId($"s-{id.Value}"), $"Naam van {id.Value}", role, null, $"relatie {id.Value}", null, [], [], null, $"{id.Value}@huis.example", phone, null);

    /// <summary>A legal basis on which these organisations take part.</summary>
    public static LegalBasisUse Ground(params PersonId[] to) =>
        new(new LegalBasisId($"ground-{to[0]}"), "directly-involved", to, "Nodig.", "Niet meer dan nodig.", Director, null, new DateOnly(2026, 2, 1), null, new DateOnly(2026, 2, 1), null);

    public static ProposeCommitment Proposal(SectionId? audience = null) =>
        new(Calls, "Ik bel elke dag.", Kim, Shelter, CommitmentKind.SafetyRule, new DateOnly(2026, 3, 1), null, audience ?? SideKim);

    public static GiveScore Score(RoomId room, int? value, string why = "", ScoreVisibility visibility = ScoreVisibility.Everyone, int round = 1) =>
        new(room, round, value, value is null ? "weet niet" : null, why, "", ScoreInputMode.Self, visibility);

    /// <summary>Carries out; the test fails on a refusal.</summary>
    public Table Does(PlanSetup setup, PersonId? actor = null) => Carried(PlanDecisions.Decide(Plan, setup, actor, Now, Looks.NothingStandsIn(Plan)));

    public Table Does(PersonId actor, PlanCommand command) => Carried(PlanDecisions.Decide(Plan, command, actor, Now, Looks.NothingStandsIn(Plan)));

    /// <summary>As if it had been decided so.</summary>
    public Table Happened(PlanEvent e)
    {
        Plan = Plan.Apply(e);
        return this;
    }

    public Table Does(PersonId actor, MeetingCommand command)
    {
        var decision = Decided(actor, command);
        Assert.Null(decision.Refusal);
        foreach (var e in decision.Events)
            Meeting = Meeting.Apply(e);
        return this;
    }

    /// <summary>The code of the refusal, or null.</summary>
    public string? Refuses(PlanSetup setup, PersonId? actor = null) => PlanDecisions.Decide(Plan, setup, actor, Now, Looks.NothingStandsIn(Plan)).Refusal?.Code;

    public string? Refuses(PersonId actor, PlanCommand command) => PlanDecisions.Decide(Plan, command, actor, Now, Looks.NothingStandsIn(Plan)).Refusal?.Code;

    public string? Refuses(PersonId actor, MeetingCommand command) => Decided(actor, command).Refusal?.Code;

    public Decision<MeetingEvent> Decided(PersonId actor, MeetingCommand command) =>
        MeetingDecisions.Decide(Meeting, Plan, command, actor, Now, Nonce);

    public Decision<PlanEvent> Decided(PersonId actor, PlanCommand command) => PlanDecisions.Decide(Plan, command, actor, Now, Looks.NothingStandsIn(Plan));

    /// <summary>Everybody of the room comes and is let in.</summary>
    public Table Seated(RoomId room, params PersonId[] without)
    {
        foreach (var person in Plan.Meeting(MeetingId)!.Room(room)!.Participants.Except(without))
            Does(person, new EnterRoom(room));
        return Does(Director, new AdmitEveryone(room));
    }

    /// <summary>Everybody seated scores: 5, and the child 3 for the director only.</summary>
    public Table Scored(RoomId room)
    {
        Does(Director, new MoveToPhase(room, MeetingPhase.Scoring));
        foreach (var person in Meeting.Room(room).Round!.Eligible.Where(Meeting.Room(room).IsIn))
            Does(person, person == Child ? Score(room, 3, "Ik ben bang.", ScoreVisibility.DirectorOnly) : Score(room, 5, $"Reden van {person.Value}."));
        return this;
    }

    public Table Revealed(RoomId room) => Does(Director, new RevealScores(room, null));

    private Table Carried(Decision<PlanEvent> decision)
    {
        Assert.Null(decision.Refusal);
        foreach (var e in decision.Events)
            Plan = Plan.Apply(e);
        return this;
    }
}
