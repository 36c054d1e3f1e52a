using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Casebook;

/// <summary>A family of the casebook, led by the real rules through its first meeting: everybody scores, owners agree, the chair closes.</summary>
internal sealed class Family
{
    private static readonly DateTimeOffset Now = new(2026, 2, 12, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonDocument Book = JsonDocument.Parse(typeof(Family).Assembly.GetManifestResourceStream("casebook.json")!);

    private readonly JsonElement _case;
    private readonly MeetingId _meetingId = new("rto1");

    private Family(string letter)
    {
        _case = Book.RootElement.GetProperty("cases").EnumerateArray().Single(c => Text(c, "id") == letter);
        Meeting = Meeting.StartOf(_meetingId);
        BuildPlan();
        WriteCommitments();
        HoldMeeting();
    }

    public FamilyPlan Plan { get; private set; } = FamilyPlan.Start;

    public Meeting Meeting { get; private set; }

    public List<CardItemText> Items { get; } = [];

    public static Family Of(string letter) => new(letter);

    /// <summary>The id that a person of the casebook has here.</summary>
    public static PersonId Id(string casebookId) => new(casebookId.ToLowerInvariant());

    /// <summary>The protected words of a relation as the casebook has them.</summary>
    public IReadOnlyList<string> WordsOf(string relation) => [.. Many("protection").Single(r => Text(r, "id") == relation).GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!)];

    private void BuildPlan()
    {
        var people = Many("people").Select(Person).ToList();
        var director = people.Single(p => p.Role == PersonRole.CaseDirector);
        Do(new OpenPlan(new PlanId("plan"), Text(_case, "title").Split(':')[0], "Gemeente", Text(_case, "reason"), director, SectionOf("")));
        foreach (var person in people.Where(p => p != director))
            Do(new AddPerson(person, true));
        var absent = Many("rtos").First().GetProperty("absent").EnumerateArray().Select(Absent).Where(a => !people.Exists(p => a.Name.StartsWith(p.Name, StringComparison.Ordinal))).ToList();
        foreach (var party in absent)
            Do(new AddPerson(party, false));
        Do(new UseLegalBasis(Table.Ground([.. people.Concat(absent).Select(p => p.Id)]) with { DecidedBy = director.Id }));
        foreach (var relation in Many("protection"))
            Do(new SetProtection(Relation(relation, people)));
        foreach (var shield in _case.GetProperty("shields").EnumerateObject())
        {
            var hidden = Ids(shield.Value, "hiddenFrom");
            if (hidden.Contains(director.Id))
                continue;
            PersonId[] audience = [.. people.Select(p => p.Id).Except(hidden)];
            Do(new OpenSection(new Section(SectionOf(shield.Name), SectionScope.Shielded, SectionRules.MustBeReleased(Plan, audience) ? SectionMode.Released : SectionMode.Live, audience)));
        }

        foreach (var f in Many("floor"))
            Do(new SetFloorRequirement(new FloorRequirement(new FloorRequirementId(Text(f, "id").ToLowerInvariant()), Text(f, "text"), Text(f, "imposedBy"), FloorRequirementStatus.Met)));
        var scale = _case.GetProperty("scale");
        Do(new SetScale(new Scale(Text(scale, "question"), Text(scale, "anchor0"), Text(scale, "anchor10"))));
        Do(new PlanMeeting(_meetingId, MeetingKind.Start, [.. Rooms(people)], [.. absent.Select(a => a.Id)]));
        foreach (var item in Many("items").Where(i => i.GetProperty("sinceRto").GetInt32() == 1))
        {
            Items.Add(new CardItemText(
                SectionOf(Text(item, "shield")), new ItemId($"i-{item.GetProperty("nr")}"), CardColumn.Harm, ItemKind.Fact, Id(Text(item, "speaker")), director.Id, item.GetProperty("nr").GetInt32(), Text(item, "text")));
        }
    }

    private void WriteCommitments()
    {
        foreach (var c in Many("commitments").Where(c => c.GetProperty("madeAtRto").GetInt32() == 1))
        {
            var id = new CommitmentId($"c-{c.GetProperty("nr")}");
            var owner = Id(Text(c, "owner"));
            Do(Plan.Director, new ProposeCommitment(id, Text(c, "text"), owner, Id(Text(c, "checker")), CommitmentKind.Action, null, Text(c, "due"), SectionOf(Text(c, "shield"))));
            Do(owner, new AnswerCommitment(id, 1, CommitmentAnswer.Agree, null));
        }
    }

    private void HoldMeeting()
    {
        var scores = Many("rtos").First().GetProperty("scores").EnumerateArray().ToDictionary(s => Id(Text(s, "person")));
        foreach (var room in Plan.Meeting(_meetingId)!.Rooms)
        {
            foreach (var person in room.Participants)
                Do(person, new EnterRoom(room.Id));
            Do(Plan.Director, new AdmitEveryone(room.Id));
            Do(Plan.Director, new MoveToPhase(room.Id, MeetingPhase.Scoring));
            foreach (var person in Meeting.Room(room.Id).Round!.Eligible)
                Do(person, Score(room.Id, scores[person]));
            Do(Plan.Director, new RevealScores(room.Id, null));
        }

        foreach (var person in Plan.Meeting(_meetingId)!.InvitedWithoutRoom)
            Do(Plan.Director, new NoteAbsence(person, "geen bericht"));
        Do(Plan.Director, new CloseMeeting(new DateOnly(2026, 4, 2), null));
    }

    private static GiveScore Score(RoomId room, JsonElement s)
    {
        int? value = s.GetProperty("value").ValueKind == JsonValueKind.Null ? null : s.GetProperty("value").GetInt32();
        var withheld = Text(s, "mode").Contains("niet tonen", StringComparison.Ordinal);
        return new GiveScore(
            room, 1, value, value is null ? Text(s, "why") : null, Text(s, "why"), Text(s, "oneHigher"), ScoreInputMode.Self, withheld ? ScoreVisibility.DirectorOnly : ScoreVisibility.Everyone);
    }

    private IEnumerable<PlannedRoom> Rooms(List<Person> people)
    {
        var seats = Many("people").ToDictionary(p => Id(Text(p, "id")), p => Text(p, "rto1"));
        var present = people.Where(p => !seats[p.Id].StartsWith("nee", StringComparison.Ordinal) && !seats[p.Id].StartsWith("afwezig", StringComparison.Ordinal)).Select(p => p.Id).ToList();
        if (!present.Exists(p => seats[p].Contains("sessie", StringComparison.Ordinal)))
            return [new PlannedRoom(new RoomId("room1"), Now, present)];
        return new[] { 1, 2 }.Select(n => new PlannedRoom(
            new RoomId($"room{n}"),
            Now.AddHours(n),
            [.. present.Where(p => seats[p] == "beide sessies" || seats[p].Contains($"sessie {n}", StringComparison.Ordinal))]));
    }

    private Person Person(JsonElement p)
    {
        var alias = Text(p, "aliasForShielded");
        var kept = Many("protection").First();
        return new Person(
            Id(Text(p, "id")),
            new SubjectId("subject"),
            Text(p, "name").Split(" (")[0],
            Text(p, "kind") switch { "director" => PersonRole.CaseDirector, "child" => PersonRole.Child, "network" => PersonRole.NetworkMember, "family" => PersonRole.ParentWithAuthority, _ => PersonRole.Professional },
            Text(p, "org"),
            Text(p, "role"),
            alias.Length == 0 ? null : alias,
            alias.Length == 0 ? [] : [.. Ids(kept, "from_"), .. Ids(kept, "indirect")],
            [],
            null,
            null,
            null,
            null);
    }

    private static Person Absent(JsonElement a, int index) => new(
        new PersonId($"absent-{index}"),
        new SubjectId("subject"),
        Text(a, "who"),
        PersonRole.Professional,
        Text(a, "who"),
        null,
        null,
        [],
        a.TryGetProperty("hideFrom", out _) ? Ids(a, "hideFrom") : [],
        null,
        null,
        null,
        null);

    private static ProtectionRelation Relation(JsonElement r, List<Person> people)
    {
        return new ProtectionRelation(
            new ProtectionId(Text(r, "id").ToLowerInvariant()), Known("protected"), Known("from_"), Known("indirect"), Text(r, "hides"), [.. r.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!)], Text(r, "reason"), null);

        PersonId[] Known(string name) => [.. Ids(r, name).Where(id => people.Exists(p => p.Id == id))];
    }

    private static SectionId SectionOf(string shield) => new(shield.Length == 0 ? "circle" : shield.ToLowerInvariant());

    private static PersonId[] Ids(JsonElement e, string name) => [.. e.GetProperty(name).EnumerateArray().Select(i => Id(i.GetString()!))];

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private IEnumerable<JsonElement> Many(string name) => _case.GetProperty(name).EnumerateArray();

    private void Do(PlanSetup setup) => Carry(PlanDecisions.Decide(Plan, setup, null, Now, Looks.NothingStandsIn(Plan)));

    private void Do(PersonId actor, PlanCommand command) => Carry(PlanDecisions.Decide(Plan, command, actor, Now, Looks.NothingStandsIn(Plan)));

    private void Carry(Decision<PlanEvent> decision)
    {
        Assert.Null(decision.Refusal);
        Plan = decision.Events.Aggregate(Plan, (p, e) => p.Apply(e));
    }

    private void Do(PersonId actor, MeetingCommand command)
    {
        var decision = MeetingDecisions.Decide(Meeting, Plan, command, actor, Now, new byte[ScoreSeal.NonceLength]);
        Assert.Null(decision.Refusal);
        Meeting = decision.Events.Aggregate(Meeting, (m, e) => m.Apply(e));
    }
}
