using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>Who must give a consent, and whether it counts today (BR-20, BR-60 to BR-62).</summary>
public static class ConsentRules
{
    /// <summary>Who must give it today, by the ages of today; empty when nobody can, for instance without anybody with authority.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="about">Whose data it is about.</param>
    public static IReadOnlyList<PersonId> Required(FamilyPlan plan, IEnumerable<PersonId> about)
    {
        var required = new List<PersonId>();
        foreach (var id in about)
        {
            if (plan.Person(id) is not { } person)
                return [];
            var givers = plan.People.Where(p => MayGive(plan, p, person)).Select(p => p.Id).ToList();
            if (givers.Count == 0 || (Ages.GroupOf(person, plan.Today) == AgeGroup.From12To15 && givers.Count == 1))
                return [];
            required.AddRange(givers);
        }

        return [.. required.Distinct()];
    }

    /// <summary>Who must give it today and has not.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="consent">The consent.</param>
    public static IReadOnlyList<PersonId> Missing(FamilyPlan plan, Consent consent) =>
        [.. Required(plan, consent.About).Where(p => !consent.IsGivenBy(p))];

    /// <summary>Whether somebody may be given data because of it today.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="consent">The consent.</param>
    public static bool Counts(FamilyPlan plan, Consent consent) =>
        consent.IsGround && consent.WithdrawnOn is null && consent.From <= plan.Today && plan.Today <= consent.ValidUntil
        && Required(plan, consent.About) is { Count: > 0 } required && required.All(consent.IsGivenBy);

    /// <summary>
    /// Whether somebody may withdraw it today: who gives it by the table, for any of whom it is about. From 16 only the child
    /// decides (BR-20), so that what a parent gave before is no longer theirs to end.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who would withdraw it.</param>
    /// <param name="consent">The consent.</param>
    public static bool MayWithdraw(FamilyPlan plan, PersonId person, Consent consent) =>
        plan.Person(person) is { } giver && consent.About.Select(plan.Person).OfType<Person>().Any(about => MayGive(plan, giver, about));

    /// <summary>Whether one person gives consent about another today, by the permission table.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="giver">Who would give it.</param>
    /// <param name="about">Whose data it is about.</param>
    public static bool MayGive(FamilyPlan plan, Person giver, Person about)
    {
        var standing = giver.Id == about.Id ? Standing.Self
            : plan.Stands(RelationKind.AuthorityOver, giver.Id, about.Id) ? Standing.Authority
            : Standing.Other;
        return PermissionTable.Of(giver.Role, standing, Ages.GroupOf(about, plan.Today), BasisKind.None, Thing.Consent).Do;
    }
}
