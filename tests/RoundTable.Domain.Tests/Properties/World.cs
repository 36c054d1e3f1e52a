using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Properties;

/// <summary>
/// A random plan with a meeting of two rooms, lived through by random commands. Every text carries a token that occurs nowhere
/// else, so that a view that holds the token holds the text. Refused commands change nothing.
/// </summary>
internal sealed partial class World
{
    public static readonly DateTimeOffset Now = new(2026, 2, 12, 12, 0, 0, TimeSpan.Zero);
    public static readonly MeetingId MeetingId = new("meeting");
    public static readonly PersonId Director = new("person0q");

    public static readonly DateOnly YoungBirthDate = new(2018, 8, 8);

    private static readonly RoomId[] RoomIds = [new("room1q"), new("room2q")];
    private static readonly string[] Words = ["Worgelsteeg", "Kwelvoort", "De Zandput"];

    private readonly Random _random;
    private readonly Dropped _dropped;
    private readonly List<PlanEvent> _planEvents = [];
    private readonly List<MeetingEvent> _meetingEvents = [];
    private int _tokens;

    public World(WorldSpec spec, Dropped dropped)
    {
        _random = new Random(spec.Seed);
        _dropped = dropped;
        BuildPlan(2 + (spec.People % 7), spec.Sections % 5);
        for (var i = 0; i < spec.Steps % 128; i++)
            Step();
    }

    /// <summary>What is true.</summary>
    public FamilyPlan Plan { get; private set; } = FamilyPlan.Start;

    public Meeting Meeting { get; private set; } = Meeting.StartOf(MeetingId);

    public List<CardItemText> Items { get; } = [];

    /// <summary>The protection relation with its words, also when the guard that knows them is dropped.</summary>
    public ProtectionRelation Relation { get; private set; } = null!;

    /// <summary>Everything that was ever sealed, replaced scores too.</summary>
    public IEnumerable<ScoreSealed> Sealed => _meetingEvents.OfType<ScoreSealed>();

    /// <summary>Who had a seat when a round was opened: nobody else gave a number knowing that they would read it.</summary>
    public Dictionary<(RoomId Room, int Round), IReadOnlyList<PersonId>> SeatedAtOpening { get; } = [];

    /// <summary>What the projections are given: the truth, or the truth without a guard.</summary>
    public FamilyPlan ShownPlan => _planEvents.Select(Weakened).Aggregate(FamilyPlan.Start, (p, e) => p.Apply(e));

    public Meeting ShownMeeting => _meetingEvents.Select(Weakened).Concat(Revealing()).Aggregate(Meeting.StartOf(MeetingId), (m, e) => m.Apply(e));

    private PlanEvent Weakened(PlanEvent e) => (_dropped, e) switch
    {
        (Dropped.Audience, SectionOpened x) => new SectionOpened(x.Section with { Audience = Everybody }),
        (Dropped.Audience, SectionChanged x) => new SectionChanged(x.Section with { Audience = Everybody }),
        (Dropped.Shield, PersonAdded x) => new PersonAdded(x.Person with { ShieldedFrom = [] }),
        (Dropped.Hiding, PersonAdded x) => new PersonAdded(x.Person with { HiddenFrom = [] }),
        (Dropped.ChildRelease, ChildWordsWritten x) => new ChildWordsWritten(x.Words with { ReleasedTo = Everybody }, x.At),
        (Dropped.ConsentCircle, ConsentAsked x) => new ConsentAsked(x.Consent with { Given = [.. Everybody.Select(p => new ConsentGiven(p, x.Consent.From, ConsentMedium.Paper, null))] }, x.At),
        (Dropped.Category, LegalBasisUsed x) => new LegalBasisUsed(x.Use with { Categories = Enum.GetValues<DataCategory>() }, x.At),
        (Dropped.TreatmentDecision, SectionOpened { Section.Treatment: { } t } x) => new SectionOpened(x.Section with { Treatment = t with { InMinutes = true } }),
        (Dropped.Rooms, MeetingPlanned x) => new MeetingPlanned(x.Meeting with
        {
            Rooms = [.. x.Meeting.Rooms.Select(r => r with { Participants = [.. x.Meeting.Rooms.SelectMany(o => o.Participants).Distinct()] })],
        }),
        _ => e,
    };

    private MeetingEvent Weakened(MeetingEvent e) => (_dropped, e) switch
    {
        (Dropped.LateSeat, ScoreRoundOpened x) => x with { Eligible = Everybody },
        (Dropped.Withholding, ScoreSealed x) => x with { Score = x.Score with { Visibility = ScoreVisibility.Everyone } },
        _ => e,
    };

    private IEnumerable<MeetingEvent> Revealing() => _dropped != Dropped.Seal
        ? []
        : Meeting.Rooms.Values.Where(r => r.Round is { Revealed: null }).Select(r => new ScoresRevealed(r.Id, r.Round!.Number, null, [], Now));

    private IReadOnlyList<PersonId> Everybody => [.. Plan.People.Select(p => p.Id)];

    private void Do(PlanSetup setup) => Take(PlanDecisions.Decide(Plan, setup, null, Now, Looks.NothingStandsIn(Plan) with
    {
        Meetings = new Dictionary<MeetingId, MeetingLook> { [MeetingId] = new(false, Meeting.Rooms.Values.SelectMany(r => r.Arrived.Keys).ToHashSet()) },
    }));

    private void Do(PersonId actor, PlanCommand command) => Take(PlanDecisions.Decide(Plan, command, actor, Now, Looks.NothingStandsIn(Plan)));

    private void Do(PersonId actor, MeetingCommand command)
    {
        var nonce = new byte[ScoreSeal.NonceLength];
        _random.NextBytes(nonce);
        foreach (var e in MeetingDecisions.Decide(Meeting, Plan, command, actor, Now, nonce).Events)
        {
            _meetingEvents.Add(e);
            Meeting = Meeting.Apply(e);
            if (e is ScoreRoundOpened opened)
                SeatedAtOpening.Add((opened.Room, opened.Number), Plan.Meeting(MeetingId)!.Room(opened.Room)!.Participants);
        }
    }

    private void Take(Decision<PlanEvent> decision)
    {
        foreach (var e in decision.Events)
        {
            _planEvents.Add(e);
            Plan = Plan.Apply(e);
        }
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private DataCategory[] AnyCategories(DataCategory orElse) => [.. Enum.GetValues<DataCategory>().Where(_ => Chance(50)).DefaultIfEmpty(orElse)];

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private PersonId[] Some(int percent) => [.. Everybody.Where(_ => Chance(percent))];

    private string Token(string about) => $"z{about}{++_tokens}q";

    // A text with its own token, and now and then a protected word: never by one from whom it is kept, who does not know it.
    private string Text(string about, PersonId author) =>
        Chance(25) && (author == Director || !Relation.KeepsFrom(author)) ? $"{Token(about)} {Any(Words)}" : Token(about);
}
