using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Who takes part on what ground, and who gives consent (BR-20 to BR-22, BR-60 to BR-62).</content>
internal sealed partial class Truth
{
    private static readonly DataCategory[] AllButTreatment = [.. Enum.GetValues<DataCategory>().Except([DataCategory.Treatment])];
    private static readonly PersonRole[] Organisations =
        [PersonRole.Professional, PersonRole.SafeHomeWorker, PersonRole.BehaviouralExpert, PersonRole.ProcessDirector];

    public List<(PersonId Parent, PersonId Child)> Authority { get; } = [];

    public List<Asked> Consents { get; } = [];

    public List<(LegalBasisId Id, PersonId To, DateOnly From, DateOnly? Until, IReadOnlyList<DataCategory>? Categories)> Grounds { get; } = [];

    public static bool IsOrganisation(PersonRole role) => Organisations.Contains(role);

    /// <summary>Whether the door is open for somebody today.</summary>
    public bool TakesPart(PersonId person)
    {
        if (!IsIn(person))
            return false;
        var member = this[person];
        if (person == Director)
            return true;
        if (member.Role == PersonRole.Child)
            return AgeOf(member) is null or >= 12;
        return !IsOrganisation(member.Role)
            || GroundsOf(person).Any();
    }

    /// <summary>Whether somebody may get data of all these categories: an organisation needs a ground for each.</summary>
    public bool HasGroundFor(PersonId person, IEnumerable<DataCategory> categories) =>
        person == Director || !IsOrganisation(this[person].Role) || categories.All(category => GroundsOf(person).Any(ground => ground.Contains(category)));

    // A legal basis that names no data is about all but treatment.
    private IEnumerable<IReadOnlyList<DataCategory>> GroundsOf(PersonId person) =>
        Grounds.Where(g => g.To == person && g.From <= Today && (g.Until is null || Today <= g.Until)).Select(g => g.Categories ?? AllButTreatment)
            .Concat(Consents.Where(c => c.To.Contains(person) && IsValid(c)).Select(c => c.Categories));

    /// <summary>Who must give a consent today; nobody when it cannot be given.</summary>
    public IReadOnlyList<PersonId> Givers(Asked consent)
    {
        var givers = new List<PersonId>();
        foreach (var about in consent.About)
        {
            var parents = Authority.Where(a => a.Child == about).Select(a => a.Parent).ToList();
            var age = this[about].Role == PersonRole.Child ? AgeOf(this[about]) ?? 12 : 18;
            if (age < 16 && parents.Count == 0)
                return [];
            if (age >= 12)
                givers.Add(about);
            if (age < 16)
                givers.AddRange(parents);
        }

        return givers;
    }

    public bool SeesConsent(PersonId viewer, Asked consent) => TakesPart(viewer) && (viewer == Director
        || ((consent.Given.Contains(viewer) || Givers(consent).Contains(viewer))
            && consent.About.Concat(consent.To).All(p => Knows(viewer, p))
            && !IsKept(viewer, consent.Texts)));

    /// <summary>Whether somebody may write down what a child under 12 says: its director or its own helper, and no parent.</summary>
    public bool MayHelp(PersonId helper, PersonId child) => IsYoung(child) && TakesPart(helper) && !IsDangerTo(helper, child)
        && (helper == Director || (Serves.Contains((helper, child)) && !Authority.Contains((helper, child)) && this[helper].Role is not (PersonRole.Child or PersonRole.Interpreter)));

    /// <summary>Whether somebody may read the minutes of a child under 12 together with it.</summary>
    public bool MayReadWith(PersonId reader, PersonId child) => IsYoung(child) && TakesPart(reader) && !IsDangerTo(reader, child)
        && (reader == Director || (this[reader].Role is not (PersonRole.Child or PersonRole.Interpreter) && (Authority.Contains((reader, child)) || Serves.Contains((reader, child)))));

    // From whom the child is kept safe, who may not know it by its name, or who works for such a person.
    private bool IsDangerTo(PersonId person, PersonId child) => !Names(person, child)
        || Serves.Where(s => s.Item1 == person).Select(s => s.Item2).Append(person)
            .Any(eye => eye != child && (Dangers.Contains((eye, child)) || !Knows(eye, child) || Keepings.Exists(k => k.KeepsFrom(eye) && k.Protected.Contains(child))));

    private bool IsValid(Asked consent) => consent.IsGround && !consent.Withdrawn && consent.From <= Today && Today <= consent.Until
        && Givers(consent) is { Count: > 0 } givers && givers.All(consent.Given.Contains);

    private int? AgeOf(Member member) => member.Born is not { } born ? null
        : Today.Year - born.Year - ((Today.Month, Today.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}

/// <summary>A consent that was asked.</summary>
internal sealed record Asked(
    ConsentId Id, bool IsGround, IReadOnlyList<PersonId> About, IReadOnlyList<PersonId> To, IReadOnlyList<string> Texts, IReadOnlyList<DataCategory> Categories, DateOnly From, DateOnly Until)
{
    public PersonId By { get; init; }

    public HashSet<PersonId> Given { get; } = [];

    public bool Withdrawn { get; set; }
}
