using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Emergencies;

/// <summary>Who may use emergency access, what it opens, and who judges it (G17; NEN 7513 asks for its log).</summary>
public static class EmergencyRules
{
    /// <summary>How long it lasts.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(4);

    /// <summary>Whether this person may use it: by the table, and not after a use that was judged as misuse.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    public static bool MayUse(FamilyPlan plan, PersonId person) =>
        Access.Of(plan, person, Thing.EmergencyAccess).Do
        && !plan.Emergencies.Exists(e => e.By == person && e.Review?.Verdict == EmergencyVerdict.Misuse);

    /// <summary>The use of this person that opens the plan now, or null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="now">The time.</param>
    public static EmergencyAccess? Running(FamilyPlan plan, PersonId person, DateTimeOffset now) =>
        MayUse(plan, person) ? plan.Emergencies.Find(e => e.By == person && e.Runs(now)) : null;

    /// <summary>Whether this person judges a use: the director, and where the director used it a colleague; never one's own.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="use">The use.</param>
    public static bool MayReview(FamilyPlan plan, PersonId person, EmergencyAccess use)
    {
        if (plan.Person(person) is not { } who || !Access.Has(plan, person))
            return false;
        var standing = person == use.By ? Standing.Self : person == plan.Director ? Standing.Director : Standing.Other;
        var ground = Access.BasisOf(plan, person)?.Kind ?? BasisKind.None;
        return PermissionTable.Of(who.Role, standing, Ages.GroupOf(who, plan.Today), ground, Thing.EmergencyReview).Do
            && (person == plan.Director || use.By == plan.Director);
    }

    /// <summary>Whether emergency access opens a section to somebody. What is shielded stays shielded, whatever happens.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who uses it.</param>
    /// <param name="section">The section.</param>
    internal static bool Opens(FamilyPlan plan, PersonId person, Section section)
    {
        if (SectionRules.Reads(plan, person, section))
            return true;
        var thing = section.Scope switch
        {
            SectionScope.Circle => Thing.EmergencyAccess,
            SectionScope.Side => Thing.EmergencySides,
            _ => (Thing?)null,
        };
        return thing is { } needed && Access.Of(plan, person, needed).See
            && Guarded(plan, person).All(p => section.Names(p) || !MustNotRead(plan, p, section.Audience));
    }

    /// <summary>Through whose eyes it is read: one's own, and those of everybody for whom one works, who could hear it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who uses it.</param>
    internal static IReadOnlyList<PersonId> Guarded(FamilyPlan plan, PersonId person) => Guarded(plan, person, r => r.HoldsOn(plan.Today));

    /// <summary>The same with everybody for whom one ever worked.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    internal static IReadOnlyList<PersonId> EverGuarded(FamilyPlan plan, PersonId person) => Guarded(plan, person, r => EverHeld(plan, r));

    /// <summary>Whether a relation holds or held. One that was a mistake ended before it began, and never did.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="relation">The relation.</param>
    internal static bool EverHeld(FamilyPlan plan, Relation relation) =>
        relation.From <= plan.Today && !(relation.Until < relation.From);

    private static IReadOnlyList<PersonId> Guarded(FamilyPlan plan, PersonId person, Predicate<Relation> counts) =>
    [
        .. plan.Relations.Where(r => r.Kind == RelationKind.Serves && r.Of == person && counts(r)).Select(r => r.To)
            .Concat(plan.Person(person)?.Serves is { } client ? [client] : [])
            .Prepend(person)
            .Distinct(),
    ];

    // From whom somebody who wrote there is kept safe, or who endangers them, or who may not know that they exist.
    private static bool MustNotRead(FamilyPlan plan, PersonId person, IReadOnlyList<PersonId> audience) =>
        Visibility.IsKeptFrom(plan, person, audience)
        || audience.Any(p => plan.Stands(RelationKind.SourceOfDanger, person, p))
        || !audience.All(p => Visibility.Knows(plan, person, p));
}
