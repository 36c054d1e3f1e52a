using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>
/// Who is who, and what each may see: the rules of the handbook (1, 5.3, 5.7, 6, 7.2) said once more, in few words and without
/// the server's code. It is told what was done, and never asks the server what it made of it.
/// </summary>
internal sealed partial class Truth
{
    public PersonId Director { get; set; }

    public DateOnly Today { get; set; }

    public List<Member> People { get; } = [];

    public Dictionary<SectionId, HashSet<PersonId>> Readers { get; } = [];

    /// <summary>What shielded sections are about; every other is about safety.</summary>
    public Dictionary<SectionId, DataCategory[]> Categories { get; } = [];

    /// <summary>Whom somebody knew of before they were hidden: documents still hold whose words these were.</summary>
    public HashSet<(PersonId Viewer, PersonId Person)> Known { get; } = [];

    public List<Keeping> Keepings { get; } = [];

    /// <summary>The parts of what is withheld from some readers of another section: their ids have no mark, since the server names them.</summary>
    public HashSet<SectionId> Apart { get; } = [];

    /// <summary>From which section such a part was taken: it is about the same.</summary>
    public Dictionary<SectionId, SectionId> ApartOf { get; } = [];

    /// <summary>A section is about other data: so is what was taken from it, and from that.</summary>
    public void Relabel(SectionId section, DataCategory[] categories)
    {
        Categories[section] = categories;
        foreach (var (apart, _) in ApartOf.Where(a => a.Value == section).ToList())
            Relabel(apart, categories);
    }

    /// <summary>Who may read a section no more reads nothing of what was taken from it either, nor from that.</summary>
    public void Narrow(SectionId section, PersonId[] left)
    {
        foreach (var (apart, _) in ApartOf.Where(a => a.Value == section).ToList())
        {
            Narrow(apart, [.. Readers[apart].Intersect(left)]);
            Readers[apart].ExceptWith(left);
        }
    }

    /// <summary>Who read what when the minutes were sent; null before.</summary>
    public Dictionary<SectionId, HashSet<PersonId>>? ReadersThen { get; set; }

    /// <summary>Who was kept safe from whom then; null before.</summary>
    public List<Keeping>? KeepingsThen { get; set; }

    public Member this[PersonId person] => People.Find(p => p.Id == person)!;

    public bool IsIn(PersonId person) => People.Exists(p => p.Id == person);

    /// <summary>Whether somebody may know that another exists.</summary>
    public bool Knows(PersonId viewer, PersonId person) => IsIn(viewer) && IsIn(person) && (viewer == person || !this[person].HiddenFrom.Contains(viewer));

    /// <summary>Whether somebody reads the true name of another.</summary>
    public bool Names(PersonId viewer, PersonId person) => Knows(viewer, person) && (viewer == person || !this[person].ShieldedFrom.Contains(viewer));

    public bool Reads(PersonId viewer, SectionId section) =>
        TakesPart(viewer) && IsReader(viewer, section);

    /// <summary>Whether somebody reads the commitments beside a section: they are agreements, whatever the card is about.</summary>
    public bool ReadsDeals(PersonId viewer, SectionId section) =>
        TakesPart(viewer) && Readers[section].Contains(viewer) && !Treatments.ContainsKey(section) && HasGroundFor(viewer, [DataCategory.Agreements, .. Categories.GetValueOrDefault(section) ?? []]);

    /// <summary>
    /// Whether what stands there comes into somebody's minutes: for an organisation without any ground to get minutes they are made
    /// as if there was one, and wait for it.
    /// </summary>
    public bool ReadsInMinutes(PersonId viewer, SectionId section, params DataCategory[] more)
    {
        if (!(ReadersThen?.GetValueOrDefault(section) ?? Readers[section]).Contains(viewer))
            return false;
        if (Treatments.TryGetValue(section, out var treatment))
            return more.Length == 0 && treatment.InMinutes && !IsYoung(viewer) && HasGroundIn(viewer, section);
        return !HasGroundFor(viewer, [DataCategory.Agreements])
            || HasGroundFor(viewer, [.. more, .. Categories.GetValueOrDefault(section) ?? (more.Length > 0 ? [] : [DataCategory.Safety])]);
    }

    /// <summary>Whether somebody is a child whose minutes are short, and read together with a worker (BR-20).</summary>
    public bool IsYoung(PersonId person) => IsIn(person) && this[person].Role == PersonRole.Child && AgeOf(this[person]) < 12;

    /// <summary>Whether two must not meet: one is kept safe from the other.</summary>
    public bool AreApart(PersonId one, PersonId other) => AreApart(Keepings, one, other);

    /// <summary>The same when the minutes were sent, or now while there are none.</summary>
    public bool WereApart(PersonId one, PersonId other) => AreApart(KeepingsThen ?? Keepings, one, other);

    private static bool AreApart(List<Keeping> keepings, PersonId one, PersonId other) =>
        one != other && keepings.Exists(k => (k.Protected.Contains(one) && k.KeepsFrom(other)) || (k.Protected.Contains(other) && k.KeepsFrom(one)));

    /// <summary>Whether there is a word in a text that is kept from somebody, however it is spelled.</summary>
    public bool IsKept(PersonId viewer, params IEnumerable<string?> texts)
    {
        var folded = Marks.Folded(string.Join('\n', texts));
        return Keepings.Exists(k => k.KeepsFrom(viewer) && k.Words.Exists(w => folded.Contains(Marks.Folded(w), StringComparison.Ordinal)));
    }

    public bool IsKeptFromSomething(PersonId viewer) =>
        Keepings.Exists(k => k.KeepsFrom(viewer)) || People.Exists(p => p.HiddenFrom.Contains(viewer) || p.ShieldedFrom.Contains(viewer));
}

/// <summary>Somebody in the family's plan.</summary>
internal sealed record Member(PersonId Id, PersonRole Role, DateOnly? Born, IReadOnlyList<PersonId> HiddenFrom, IReadOnlyList<PersonId> ShieldedFrom);

/// <summary>Somebody is kept safe from somebody, and words with them.</summary>
internal sealed record Keeping(ProtectionId Id, IReadOnlyList<PersonId> Protected, IReadOnlyList<PersonId> From, List<string> Words)
{
    public bool KeepsFrom(PersonId person) => From.Contains(person);
}
