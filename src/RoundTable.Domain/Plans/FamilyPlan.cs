using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>
/// One family, one plan, one director (handbook 4.1): immutable state folded from <see cref="PlanEvent"/>.
/// Holds everything, so it never leaves the server; what a person may see is <see cref="PlanProjection"/>.
/// </summary>
public sealed partial record FamilyPlan
{
    private FamilyPlan()
    {
    }

    /// <summary>The plan before its first event.</summary>
    public static FamilyPlan Start { get; } = new();

    /// <summary>The plan's id; empty before it is opened.</summary>
    public PlanId Id { get; private init; }

    /// <summary>Whether the plan is opened.</summary>
    public bool Opened { get; private init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>The family's name as everybody in the plan reads it.</summary>
    public string FamilyName { get; private init; } = "";

    /// <summary>The municipality.</summary>
    public string Municipality { get; private init; } = "";

    /// <summary>Why the plan exists, in the client's words.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The one active director (BR-01).</summary>
    public PersonId Director { get; private init; }

    /// <summary>All directors in order, with the day on which each began; the last is active.</summary>
    public ImmutableList<DirectorAppointed> DirectorHistory { get; private init; } = [];

    /// <summary>Who was asked to take over, or null.</summary>
    public PersonId? OfferedTo { get; private init; }

    /// <summary>Everybody in the plan, in the order in which they came.</summary>
    public ImmutableList<Person> People { get; private init; } = [];

    /// <summary>The day that the plan knows: the last one on which something changed by itself (<see cref="PlanCalendar"/>), or on which it was opened.</summary>
    public DateOnly Today { get; private init; }

    /// <summary>By which aliases people went before: minutes of then name them so.</summary>
    public ImmutableHashSet<(PersonId Person, string Alias)> PastAliases { get; private init; } = [];

    /// <summary>Whether somebody is called so, or was by an alias of theirs: minutes name people as they were called then.</summary>
    /// <param name="id">Who.</param>
    /// <param name="name">The name as it stands there.</param>
    internal bool WasCalled(PersonId id, string name) =>
        Person(id) is { } person && (person.Name == name || person.AliasName == name || PastAliases.Contains((id, name)));

    /// <summary>How people stand to each other, past relations too.</summary>
    public ImmutableList<Relation> Relations { get; private init; } = [];

    /// <summary>The consents, asked, given and withdrawn.</summary>
    public ImmutableList<Consent> Consents { get; private init; } = [];

    /// <summary>The uses of a legal basis, past ones too.</summary>
    public ImmutableList<LegalBasisUse> LegalBases { get; private init; } = [];

    /// <summary>Words of children, released or not.</summary>
    public ImmutableList<ChildWords> ChildWords { get; private init; } = [];

    /// <summary>Keys of tasks that were marked as done.</summary>
    public ImmutableHashSet<string> FinishedTasks { get; private init; } = [];

    /// <summary>Protection relations that ended.</summary>
    public ImmutableList<ProtectionRelation> PastProtections { get; private init; } = [];

    /// <summary>The protection relations.</summary>
    public ImmutableList<ProtectionRelation> Protections { get; private init; } = [];

    /// <summary>The sections, the widest first.</summary>
    public ImmutableList<Section> Sections { get; private init; } = [];

    /// <summary>The floor requirements.</summary>
    public ImmutableList<FloorRequirement> FloorRequirements { get; private init; } = [];

    /// <summary>The scale for coming rounds of scores.</summary>
    public Scale Scale { get; private init; } = Scale.Default;

    /// <summary>The commitments in order of making.</summary>
    public ImmutableList<Commitment> Commitments { get; private init; } = [];

    /// <summary>The meetings in order of planning.</summary>
    public ImmutableList<PlannedMeeting> Meetings { get; private init; } = [];

    /// <summary>Whom a meeting was mailed to as an entry for their calendar.</summary>
    public ImmutableHashSet<(MeetingId Meeting, PersonId Person)> EntriesMailed { get; private init; } = [];

    /// <summary>The room in which somebody first got a seat in a meeting.</summary>
    internal ImmutableDictionary<(MeetingId Meeting, PersonId Person), RoomId> FirstSeats { get; private init; } =
        ImmutableDictionary<(MeetingId Meeting, PersonId Person), RoomId>.Empty;

    /// <summary>Who was taken into a meeting for its minutes alone after it was planned: whoever gave a number there may have given it before.</summary>
    internal ImmutableHashSet<(MeetingId Meeting, PersonId Person)> InformedLater { get; private init; } = [];

    /// <summary>Mail that did not arrive, the last of each sort to each person.</summary>
    public ImmutableList<MailBounced> BouncedMails { get; private init; } = [];

    /// <summary>The minutes in order of publishing.</summary>
    public ImmutableList<PublishedMinutes> Minutes { get; private init; } = [];

    /// <summary>The person, or null.</summary>
    /// <param name="person">The person's id.</param>
    public Person? Person(PersonId person) => People.Find(p => p.Id == person);

    /// <summary>Whether this person is in the plan.</summary>
    /// <param name="person">The person.</param>
    public bool Has(PersonId person) => Person(person) is not null;

    /// <summary>Whether somebody stands so to somebody today, by a relation of the plan.</summary>
    /// <param name="kind">How.</param>
    /// <param name="of">Who.</param>
    /// <param name="to">To whom.</param>
    internal bool Stands(RelationKind kind, PersonId of, PersonId to) => Relations.Exists(r => r.Kind == kind && r.Of == of && r.To == to && r.HoldsOn(Today));

    /// <summary>The section, or null.</summary>
    /// <param name="section">The section's id.</param>
    public Section? Section(SectionId section) => Sections.Find(s => s.Id == section);

    /// <summary>The commitment, or null.</summary>
    /// <param name="commitment">The commitment's id.</param>
    public Commitment? Commitment(CommitmentId commitment) => Commitments.Find(c => c.Id == commitment);

    /// <summary>The meeting as planned, or null.</summary>
    /// <param name="meeting">The meeting's id.</param>
    public PlannedMeeting? Meeting(MeetingId meeting) => Meetings.Find(m => m.Id == meeting);

    /// <summary>The minutes, or null.</summary>
    /// <param name="minutes">The minutes' id.</param>
    public PublishedMinutes? PublishedMinutes(MinutesId minutes) => Minutes.Find(m => m.Id == minutes);

    /// <summary>The section of the whole circle.</summary>
    public Section? Circle => Sections.Find(s => s.Scope == SectionScope.Circle);
}
