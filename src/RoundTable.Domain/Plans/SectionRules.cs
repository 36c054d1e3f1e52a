using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>Who reads and writes which section (design D3).</summary>
public static class SectionRules
{
    /// <summary>
    /// Whether this audience may share released items only: it holds both a protected person and one who is kept away, or
    /// somebody who may not know that another of it exists. In a live section each would see the other's presence and typing.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="audience">Who would read the section.</param>
    public static bool MustBeReleased(FamilyPlan plan, IReadOnlyCollection<PersonId> audience) =>
        plan.Protections.Any(r => r.Protected.Any(audience.Contains) && audience.Any(r.KeepsFrom)) || Visibility.HidesWithin(plan, audience);

    /// <summary>
    /// Whether this person reads the section: its audience names them, and their grounds cover the data in it. Who wrote the
    /// treatment content needs no ground for their own words.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section.</param>
    public static bool Reads(FamilyPlan plan, PersonId person, Section section) =>
        section.Names(person) && !plan.Bars(person, section.Id) && (section.Treatment?.Keeper == person || Access.Covers(plan, person, section.Holds));

    /// <summary>Whether this person reads the section; false when there is none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section's id.</param>
    public static bool Reads(FamilyPlan plan, PersonId person, SectionId section) => plan.Section(section) is { } found && Reads(plan, person, found);

    /// <summary>
    /// Whether this person reads the commitments of the section: they are agreements, whatever the card beside them is about.
    /// Treatment content has none.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section's id.</param>
    public static bool ReadsCommitments(FamilyPlan plan, PersonId person, SectionId section) =>
        plan.Section(section) is { Treatment: null } found && found.Names(person)
        && Access.Covers(plan, person, [DataCategory.Agreements, .. found.Categories ?? []]);

    /// <summary>Whether this person may type in the section now; treatment content is its own professional's alone (BR-65).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section.</param>
    public static bool CanWrite(FamilyPlan plan, PersonId person, Section section) =>
        section.Mode == SectionMode.Live && Reads(plan, person, section) && Access.Of(plan, person, Thing.LiveText).Do
        && (section.Treatment is not { } treatment || treatment.Keeper == person);

    /// <summary>Why this person may not read the section, or null; that it does not exist and that it is not theirs look the same.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section's id.</param>
    public static Refusal? CheckRead(FamilyPlan plan, PersonId person, SectionId section) =>
        Access.Has(plan, person) && Reads(plan, person, section) ? null : new Refusal(RefusalCodes.SectionNotAReader);

    /// <summary>Why this person may not type in the section now, or null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section's id.</param>
    public static Refusal? CheckWrite(FamilyPlan plan, PersonId person, SectionId section) =>
        CheckRead(plan, person, section) is { } refusal ? refusal
        : CanWrite(plan, person, plan.Section(section)!) ? null
        : new Refusal(RefusalCodes.SectionReadOnly);

    /// <summary>
    /// Why this person may not look back at earlier moments of the section, or null. Only the director may, and only of a section
    /// that they read now: what was taken away stays away from everybody else (handbook 6.2, L9). In treatment content only its
    /// professional may: they let readers in to what stands there, and not to what they took out before.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="section">The section's id.</param>
    public static Refusal? CheckHistory(FamilyPlan plan, PersonId person, SectionId section) =>
        CheckRead(plan, person, section) is { } refusal ? refusal
        : person == (plan.Section(section)!.Treatment?.Keeper ?? plan.Director) ? null
        : new Refusal(plan.Section(section)!.Treatment is null ? RefusalCodes.PlanNotDirector : RefusalCodes.SectionTreatment);

    /// <summary>
    /// Whether somebody who looks back may read an item as it stood: not with a word that is kept from them today, unless only people
    /// wrote it from whom it is kept.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who looks back.</param>
    /// <param name="then">The item as it stood.</param>
    public static bool ShowsPast(FamilyPlan plan, PersonId person, StandingItem then) => LeakGuard.CheckStanding(plan.Protections, then, [person]).Count == 0;

    /// <summary>
    /// Why an item may not cross over, or null. Only the director releases: out of a section that they read, into one of
    /// released items, and nothing that a reader of it may not read.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="actor">Who releases.</param>
    /// <param name="source">Where the item is.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="text">The whole text of the item.</param>
    public static Refusal? CheckRelease(FamilyPlan plan, PersonId actor, SectionId source, SectionId target, string text)
    {
        if ((CheckRead(plan, actor, source) ?? CheckRead(plan, actor, target)) is { } unread)
            return unread;
        if (actor != plan.Director)
            return new Refusal(RefusalCodes.PlanNotDirector);
        var into = plan.Section(target)!;
        if (into.Mode != SectionMode.Released || source == target)
            return new Refusal(RefusalCodes.SectionNotReleased);
        if (CheckCategories(plan.Section(source)!, into) is { } elsewhere)
            return elsewhere;
        return LeakRefusal.Of(plan, actor, LeakGuard.Check(plan, text, into.Audience), RefusalCodes.SectionProtectedWord);
    }

    /// <summary>
    /// Why an item may not move to another live section, or null: whose it is moves it, or the director, between sections in
    /// which they type, and nothing that a reader there may not read.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="actor">Who moves it.</param>
    /// <param name="source">Where the item is.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="owner">Whose it is: who wrote it, or whose words the server wrote.</param>
    /// <param name="text">The whole text of the item.</param>
    public static Refusal? CheckMove(FamilyPlan plan, PersonId actor, SectionId source, SectionId target, PersonId? owner, string text)
    {
        if ((CheckWrite(plan, actor, source) ?? CheckWrite(plan, actor, target)) is { } refusal)
            return refusal;
        if (source == target)
            return new Refusal(RefusalCodes.SectionReadOnly);
        if (actor != owner && actor != plan.Director)
            return new Refusal(RefusalCodes.SectionItemNotTheirs);
        if (CheckCategories(plan.Section(source)!, plan.Section(target)!) is { } elsewhere)
            return elsewhere;
        return LeakRefusal.Of(plan, actor, LeakGuard.CheckEntry(plan, text, actor, plan.Section(target)!.Audience), RefusalCodes.SectionProtectedWord);
    }

    /// <summary>
    /// Why more people may not read a section, or null. Whoever comes in gets all of it, what is off the table too: so nothing may
    /// stand there, and nobody may be named as speaker, that a newcomer may not know. Only the director is stopped by a guess of
    /// people from whom the word is kept: to anybody else it would say that the guess was right.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="actor">Who lets them in.</param>
    /// <param name="section">The section as it is.</param>
    /// <param name="audience">Who would read it.</param>
    /// <param name="items">What stands in it.</param>
    public static Refusal? CheckNewcomers(
        FamilyPlan plan, PersonId actor, Section section, IEnumerable<PersonId> audience, IReadOnlyCollection<StandingItem> items)
    {
        PersonId[] newcomers = [.. audience.Where(p => !section.Names(p))];
        var found = actor == plan.Director
            ? LeakGuard.Check(plan, string.Join('\n', items.Select(i => i.Text)), newcomers)
            : LeakGuard.CheckStanding(plan, items, newcomers);
        if (LeakRefusal.Of(plan, actor, found, RefusalCodes.SectionProtectedWord) is { } refusal)
            return refusal;
        var speakers = items.Select(i => i.Speaker).OfType<PersonId>().Where(plan.Has).ToHashSet();
        string[] strangers = [.. newcomers.Where(n => speakers.Any(s => !Visibility.Knows(plan, n, s))).Select(n => n.Value)];
        return strangers.Length == 0 ? null : new Refusal(RefusalCodes.SectionProtectedWord, strangers);
    }

    /// <summary>The live sections into which this person may move items of a section.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="source">Where the items are.</param>
    public static IEnumerable<SectionId> MoveTargets(FamilyPlan plan, PersonId person, Section source) => CanWrite(plan, person, source)
        ? plan.Sections.Where(s => s.Id != source.Id && CheckCategories(source, s) is null && CanWrite(plan, person, s)).Select(s => s.Id)
        : [];

    /// <summary>
    /// Whose words an item holds, as it may be written into a section; null if one of its readers may not know that this person
    /// exists. Everybody who reads the section gets all of it.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="target">The section where it goes.</param>
    /// <param name="speaker">Whose words it holds, or null.</param>
    public static PersonId? SpeakerIn(FamilyPlan plan, SectionId target, PersonId? speaker) =>
        speaker is { } person && plan.Section(target)?.Audience.All(reader => Visibility.Knows(plan, reader, person)) == true ? speaker : null;

    /// <summary>The sections into which this person may release items of a section; empty for everybody but the director.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="source">Where the items are.</param>
    public static IEnumerable<SectionId> ReleaseTargets(FamilyPlan plan, PersonId person, Section source) => person == plan.Director && Reads(plan, person, source)
        ? plan.Sections.Where(s => s.Id != source.Id && s.Mode == SectionMode.Released && CheckCategories(source, s) is null && Reads(plan, person, s)).Select(s => s.Id)
        : [];

    // An item takes its category along: it may only come where readers have a ground for that, and treatment content leaves
    // its professional's hands for nowhere.
    private static Refusal? CheckCategories(Section source, Section target) =>
        source.Treatment is not null && source.Treatment != target.Treatment ? new Refusal(RefusalCodes.SectionTreatment)
        : target.Treatment is not null || source.Holds.All(target.Holds.Contains) ? null
        : new Refusal(RefusalCodes.SectionCategory);
}
