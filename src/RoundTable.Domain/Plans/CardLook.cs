using System.Collections.Frozen;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>
/// What stood in sections when somebody asked to change who reads them: a plan does not know the words of its sections. What was
/// decided by it counts only while they are as they were (decision 0025).
/// </summary>
/// <param name="Sections">The items of each section that was looked at, those that were taken off the table too.</param>
public sealed record CardLook(IReadOnlyDictionary<SectionId, IReadOnlyList<StandingItem>> Sections)
{
    /// <summary>Nothing was looked at.</summary>
    public static CardLook Unseen { get; } = new(FrozenDictionary<SectionId, IReadOnlyList<StandingItem>>.Empty);

    /// <summary>The sections that must be looked at before this is decided.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="setup">What is asked.</param>
    /// <param name="actor">Who asks; null for the server itself.</param>
    public static IReadOnlyList<SectionId> Needed(FamilyPlan plan, PlanSetup setup, PersonId? actor) => setup switch
    {
        ChangeSection s => Wider(plan, s.Section, s.Audience),
        OfferHandover s => Unread(plan, s.To),
        AcceptHandover when actor is { } who && who == plan.OfferedTo => Unread(plan, who),
        _ => [],
    };

    /// <summary>The same for a command.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    public static IReadOnlyList<SectionId> Needed(FamilyPlan plan, PlanCommand command, PersonId actor) => command is ShareTreatment s
        ? Wider(plan, SectionTreatment.SectionOf(plan.Id, actor, s.About), [actor, plan.Director, .. s.Readers])
        : [];

    /// <summary>Whether all of these sections were looked at.</summary>
    /// <param name="sections">The sections.</param>
    public bool Covers(IEnumerable<SectionId> sections) => sections.All(Sections.ContainsKey);

    /// <summary>The sections that a new director would come to read. Treatment content is let in by its own professional alone (BR-65).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The new director.</param>
    internal static IReadOnlyList<SectionId> Unread(FamilyPlan plan, PersonId person) =>
        [.. plan.Sections.Where(s => s.Treatment is null && !s.Names(person)).Select(s => s.Id)];

    private static IReadOnlyList<SectionId> Wider(FamilyPlan plan, SectionId id, IEnumerable<PersonId> audience) =>
        plan.Section(id) is { } section && !audience.All(section.Names) ? [id] : [];
}
