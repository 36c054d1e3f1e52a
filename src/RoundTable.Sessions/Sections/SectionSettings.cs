using System.Collections.Frozen;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions.Sections;

/// <summary>What the plan says about a section at this moment.</summary>
/// <param name="Mode">Live, or only whole released items.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Writers">Who of them types in it; empty when <paramref name="Mode"/> is released.</param>
/// <param name="Guard">What is asked before a text reaches others; null when no reader is kept from a word.</param>
public sealed record SectionSettings(
    SectionMode Mode, FrozenSet<PersonId> Audience, FrozenSet<PersonId> Writers, LiveGuard? Guard = null)
{
    /// <summary>By which name everybody in the audience may know each of them; nobody is named who is not in it.</summary>
    public FrozenDictionary<PersonId, string> Names { get; init; } = FrozenDictionary<PersonId, string>.Empty;

    /// <summary>The people of the plan of whom somebody in the audience may not know: everybody here gets the same bytes, so they are named to nobody.</summary>
    public FrozenSet<PersonId> Hidden { get; init; } = FrozenSet<PersonId>.Empty;

    /// <summary>Everybody in the plan; nobody else is named as a speaker.</summary>
    public FrozenSet<PersonId> People { get; init; } = FrozenSet<PersonId>.Empty;

    /// <summary>Settings under which nobody reads or writes: those of a section that is not in the plan.</summary>
    public static SectionSettings Nobody { get; } =
        new(SectionMode.Released, FrozenSet<PersonId>.Empty, FrozenSet<PersonId>.Empty);

    /// <summary>What this plan says about this section.</summary>
    public static SectionSettings Of(FamilyPlan plan, SectionId id) => plan.Section(id) is not { } section
        ? Nobody
        : new SectionSettings(
            section.Mode,
            section.Audience.Where(p => Access.Has(plan, p) && SectionRules.Reads(plan, p, section)).ToFrozenSet(),
            section.Audience.Where(p => SectionRules.CanWrite(plan, p, section)).ToFrozenSet(),
            LiveGuard.For(plan, section.Audience))
        {
            Hidden = plan.People.Where(p => !section.Audience.All(reader => Visibility.Knows(reader, p))).Select(p => p.Id).ToFrozenSet(),
            People = plan.People.Select(p => p.Id).ToFrozenSet(),
            Names = section.Audience.Where(plan.Has).ToFrozenDictionary(p => p, p => SharedName(plan.Person(p)!, section)),
        };

    /// <summary>Whether the person reads the section.</summary>
    public bool Reads(PersonId person) => Audience.Contains(person);

    /// <summary>The name under which all may know the person; empty for somebody of whom there is none.</summary>
    public string NameOf(PersonId person) => Names.GetValueOrDefault(person, "");

    /// <summary>Whether an item may say that this person says it: somebody in the plan, of whom all readers may know.</summary>
    public bool MayBeSpeaker(PersonId person) => People.Contains(person) && !Hidden.Contains(person);

    /// <summary>Whether the person may type in the section.</summary>
    public bool Writes(PersonId person) => Writers.Contains(person);

    /// <summary>
    /// Whether what was allowed under earlier settings is allowed under these: what somebody typed, when they still may, are
    /// read along with by the same guard and nobody more may not be named; what the server wrote, when nothing is different at all.
    /// </summary>
    /// <param name="earlier">The settings under which it was checked.</param>
    /// <param name="append">What was allowed.</param>
    public bool StillAllows(SectionSettings earlier, SectionEffect.Append append) => ReferenceEquals(this, earlier)
        || (Mode == earlier.Mode && LiveGuard.AreSame(Guard, earlier.Guard) && Hidden.IsSubsetOf(earlier.Hidden)
            && (append.Kind == SectionRecord.Pushed ? Writes(append.Caller.Person) : Audience.SetEquals(earlier.Audience)));

    // All see one picture: whose name one of the audience may not read goes by their alias for everybody.
    private static string SharedName(Person person, Section section) =>
        section.Audience.Any(reader => reader != person.Id && person.ShieldedFrom.Contains(reader)) ? person.AliasName ?? "" : person.Name;
}
