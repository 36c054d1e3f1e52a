using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Emergency access (decision 0018): who has it, and through whose eyes it is read.</content>
internal sealed partial class Truth
{
    private static readonly PersonRole[] JudgesOfSafety = [PersonRole.CaseDirector, PersonRole.SafeHomeWorker, PersonRole.BehaviouralExpert];

    /// <summary>Who works for whom.</summary>
    public List<(PersonId Of, PersonId To)> Serves { get; } = [];

    /// <summary>Who endangers whom.</summary>
    public List<(PersonId Of, PersonId To)> Dangers { get; } = [];

    public List<Emergency> Emergencies { get; } = [];

    /// <summary>The sections at a side, and those where nobody types now.</summary>
    public HashSet<SectionId> Sides { get; } = [];

    public HashSet<SectionId> Released { get; } = [];

    public SectionId Circle { get; set; }

    public bool MayUseEmergency(PersonId person) => person != Director
        && (this[person].Role == PersonRole.CaseDirector || IsOrganisation(this[person].Role))
        && !Emergencies.Exists(e => e.By == person && e.IsMisuse);

    /// <summary>Whether an emergency opens something to somebody now: it lasts some hours, and worlds move by moments or by weeks.</summary>
    public bool IsInEmergency(PersonId person) =>
        IsIn(person) && MayUseEmergency(person) && Emergencies.Exists(e => e.By == person && !e.IsJudged && e.On == Today);

    public bool KnowsInEmergency(PersonId viewer, PersonId person) =>
        IsIn(viewer) && IsIn(person) && (viewer == person || EyesOf(viewer).All(eyes => !this[person].HiddenFrom.Contains(eyes)));

    public bool NamesInEmergency(PersonId viewer, PersonId person) =>
        KnowsInEmergency(viewer, person) && (viewer == person || EyesOf(viewer).All(eyes => !this[person].ShieldedFrom.Contains(eyes)));

    public bool AreApartInEmergency(PersonId viewer, PersonId other) => viewer != other
        && Keepings.Exists(k => (k.Protected.Contains(viewer) && k.KeepsFrom(other)) || (k.Protected.Contains(other) && IsKeptInEmergency(viewer, k)));

    public bool IsKeptInEmergency(PersonId viewer, Keeping keeping) => EyesOf(viewer).Any(keeping.KeepsFrom);

    public bool IsKeptInEmergency(PersonId viewer, params IEnumerable<string?> texts) => EyesOf(viewer).Any(eyes => IsKept(eyes, texts));

    /// <summary>
    /// The whole circle's section, for those who judge safety both sides too, and what they read anyway; but of no section where
    /// somebody types from whom they, or those for whom they work, are kept.
    /// </summary>
    public bool ReadsInEmergency(PersonId viewer, SectionId section)
    {
        if (!IsInEmergency(viewer))
            return false;
        if (IsReader(viewer, section))
            return true;
        return (section == Circle || (Sides.Contains(section) && JudgesOfSafety.Contains(this[viewer].Role)))
            && EyesOf(viewer).All(eyes => Readers[section].Contains(eyes) || !Readers[section].Any(p => IsKeptApart(eyes, p)));
    }

    private IEnumerable<PersonId> EyesOf(PersonId person) => Serves.Where(s => s.Of == person).Select(s => s.To).Prepend(person).Distinct();

    private bool IsKeptApart(PersonId person, PersonId reader) =>
        Keepings.Exists(k => k.KeepsFrom(person) && k.Protected.Contains(reader)) || Dangers.Contains((person, reader)) || !Knows(person, reader);
}

/// <summary>A use of emergency access.</summary>
internal sealed record Emergency(EmergencyId Id, PersonId By, DateOnly On)
{
    public bool IsJudged { get; set; }

    public bool IsMisuse { get; set; }
}
