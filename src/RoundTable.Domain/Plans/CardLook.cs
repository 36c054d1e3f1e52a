using System.Collections.Frozen;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>
/// What stood in sections when somebody asked to change who reads them: a plan does not know the words of its sections. What was
/// decided by it counts only while they are as they were (decision 0025).
/// </summary>
/// <param name="Items">The items of each section that was looked at, those that were taken off the table too.</param>
/// <param name="Minutes">The minutes that were looked at.</param>
public sealed record CardLook(
    IReadOnlyDictionary<SectionId, IReadOnlyList<StandingItem>> Items, IReadOnlyDictionary<DeliveryId, StandingMinutes> Minutes)
{
    /// <summary>The meetings that were looked at; the plan may not have heard yet what happened in them.</summary>
    public IReadOnlyDictionary<MeetingId, MeetingLook> Meetings { get; init; } = FrozenDictionary<MeetingId, MeetingLook>.Empty;

    /// <summary>Nothing was looked at.</summary>
    public static CardLook Unseen { get; } =
        new(FrozenDictionary<SectionId, IReadOnlyList<StandingItem>>.Empty, FrozenDictionary<DeliveryId, StandingMinutes>.Empty);

    /// <summary>The sections that must be looked at before this is decided.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="setup">What is asked.</param>
    /// <param name="actor">Who asks; null for the server itself.</param>
    public static IReadOnlyList<SectionId> Needed(FamilyPlan plan, PlanSetup setup, PersonId? actor) => setup switch
    {
        ChangeSection s => Wider(plan, s.Section, s.Audience),
        OfferHandover s => Unread(plan, s.To),
        SetProtection s => Sections(plan, s),
        LookThrough s when plan.Withholdings.Find(w => w.Id == s.Withholding) is { Done: false, Into: null } w => [w.Section],
        AcceptHandover when actor is { } who && who == plan.OfferedTo => Unread(plan, who),
        _ => [],
    };

    /// <summary>The same for a command.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    public static IReadOnlyList<SectionId> Needed(FamilyPlan plan, PlanCommand command, PersonId actor) => command is ShareTreatment s && SectionTreatment.Find(plan, actor, s.About) is { } part
        ? Wider(plan, part.Id, [actor, plan.Director, .. s.Readers])
        : [];

    /// <summary>The meeting that must be looked at before this is decided; null for none.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="setup">What is asked.</param>
    public static MeetingId? Meeting(FamilyPlan plan, PlanSetup setup) =>
        setup is InviteToMeeting s && plan.Meeting(s.Meeting) is { Ended: false } ? s.Meeting : null;

    /// <summary>Whether all of these sections were looked at.</summary>
    /// <param name="sections">The sections.</param>
    public bool Covers(IEnumerable<SectionId> sections) => sections.All(Items.ContainsKey);

    /// <summary>The minutes that must be looked at before this is decided: those that people got from whom something is kept now.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="setup">What is asked.</param>
    public static IReadOnlyList<DeliveryId> Deliveries(FamilyPlan plan, PlanSetup setup) => setup is SetProtection s && KeepsMore(plan, s.Relation)
        ? [.. plan.Minutes.SelectMany(m => m.Deliveries).Where(d => d.State is not (DeliveryState.Blocked or DeliveryState.NeedsCode) && s.Relation.KeepsFrom(d.Recipient)).Select(d => d.Id)]
        : [];

    /// <summary>The sections that somebody reads from whom something is kept now that was not.</summary>
    internal static IReadOnlyList<SectionId> Sections(FamilyPlan plan, SetProtection s) => KeepsMore(plan, s.Relation)
        ? [.. plan.Sections.Where(section => section.Audience.Any(s.Relation.KeepsFrom)).Select(section => section.Id)]
        : [];

    private static bool KeepsMore(FamilyPlan plan, ProtectionRelation relation) => relation.ProtectedWords.Count > 0
        && (plan.Protections.Find(r => r.Id == relation.Id) is not { } before
            || relation.ProtectedWords.Except(before.ProtectedWords).Any()
            || relation.From.Concat(relation.Indirect).Any(p => !before.KeepsFrom(p)));

    /// <summary>The sections that a new director would come to read. Treatment content is let in by its own professional alone (BR-65).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The new director.</param>
    internal static IReadOnlyList<SectionId> Unread(FamilyPlan plan, PersonId person) =>
        [.. plan.Sections.Where(s => s.Treatment is null && !s.Names(person)).Select(s => s.Id)];

    private static IReadOnlyList<SectionId> Wider(FamilyPlan plan, SectionId id, IEnumerable<PersonId> audience) =>
        plan.Section(id) is { } section && !audience.All(section.Names) ? [id] : [];
}

/// <summary>What happened in a meeting until it was looked at.</summary>
/// <param name="IsOver">Whether it was closed or called off.</param>
/// <param name="Arrived">Who came to one of its rooms, let in or waiting.</param>
public sealed record MeetingLook(bool IsOver, IReadOnlySet<PersonId> Arrived);
