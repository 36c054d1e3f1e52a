using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;

namespace RoundTable.Domain.Privacy;

/// <summary>Whom somebody may know of in a plan, and by which name (handbook 6.1).</summary>
public static class Visibility
{
    /// <summary>Whether the viewer may know that this person exists in the plan.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="person">Who is looked at.</param>
    public static bool Knows(PersonId viewer, Person person) => person.Id == viewer || !person.HiddenFrom.Contains(viewer);

    /// <summary>Whether the viewer may know that this person exists in the plan; nobody knows somebody who is not in it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="person">Who is looked at.</param>
    public static bool Knows(FamilyPlan plan, PersonId viewer, PersonId person) =>
        plan.Person(person) is { } known && Knows(viewer, known);

    /// <summary>The person as the viewer may name them: by alias, without organisation and relation, where shielded.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="person">Who is looked at.</param>
    public static PersonView Named(PersonId viewer, Person person) => person.ShieldedFrom.Contains(viewer) && person.Id != viewer
        ? new PersonView(person.Id, person.AliasName ?? "", person.Role, null, null)
        : new PersonView(person.Id, person.Name, person.Role, person.Organisation, person.Relation);

    /// <summary>The people whom the viewer may know of, in the plan's order, named as the viewer may name them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    public static IEnumerable<PersonView> People(FamilyPlan plan, PersonId viewer) =>
        plan.People.Where(p => Knows(viewer, p)).Select(p => Named(viewer, p));

    /// <summary>Whether one person of a group may not know that another of it exists.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="group">The group.</param>
    public static bool HidesWithin(FamilyPlan plan, IReadOnlyCollection<PersonId> group) =>
        group.Any(p => plan.Person(p) is { } person && person.HiddenFrom.Any(h => h != p && group.Contains(h)));

    /// <summary>Whether somebody of a group is kept safe from this person.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="group">The group.</param>
    public static bool IsKeptFrom(FamilyPlan plan, PersonId person, IReadOnlyCollection<PersonId> group) =>
        plan.Protections.Exists(r => r.KeepsFrom(person) && r.Protected.Any(group.Contains));

    /// <summary>Whether one of the two is kept safe from the other, or from somebody through whom it could leak.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool AreApart(FamilyPlan plan, PersonId one, PersonId other) =>
        plan.Protections.Exists(r => r.KeepsApart(one, other));
}
