using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>How one person of the plan stands to another, with dates. Protection is <see cref="Privacy.ProtectionRelation"/>.</summary>
/// <param name="Id">Identifies the relation.</param>
/// <param name="Kind">What sort.</param>
/// <param name="Of">Whose: the parent, the professional, the source of danger.</param>
/// <param name="To">To whom: the child, the client, the person at risk.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
public sealed record Relation(RelationId Id, RelationKind Kind, PersonId Of, PersonId To, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it holds on this day.</summary>
    /// <param name="day">The day.</param>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } until || day <= until);
}
