using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Privacy;

/// <summary>Somebody must be kept safe from somebody (handbook 6.1).</summary>
/// <param name="Id">Identifies the relation.</param>
/// <param name="Protected">Who is protected; empty for somebody who is not in the plan, such as an anonymous notifier.</param>
/// <param name="From">From whom.</param>
/// <param name="Indirect">Through whom it could leak to them; no danger themselves.</param>
/// <param name="Hides">What is hidden, in plain words, for the director.</param>
/// <param name="ProtectedWords">What <paramref name="From"/> and <paramref name="Indirect"/> may never read; see <see cref="LeakGuard"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewOn">When it is looked at again, or null.</param>
/// <param name="Since">Since when it is so, for instance the day of a restraining order; null when nobody said. The words are guarded from the moment that it is set, whatever this day.</param>
public sealed record ProtectionRelation(
    ProtectionId Id,
    IReadOnlyList<PersonId> Protected,
    IReadOnlyList<PersonId> From,
    IReadOnlyList<PersonId> Indirect,
    string Hides,
    IReadOnlyList<string> ProtectedWords,
    string Reason,
    DateOnly? ReviewOn,
    DateOnly? Since = null)
{
    /// <summary>Whether this person must not read the relation's words: one from whom is protected, or a leak path to them.</summary>
    /// <param name="person">The person.</param>
    public bool KeepsFrom(PersonId person) => From.Contains(person) || Indirect.Contains(person);

    /// <summary>Whether one of the two is protected, and the other is kept from them or a leak path.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public bool KeepsApart(PersonId one, PersonId other) =>
        one != other && ((Protected.Contains(one) && KeepsFrom(other)) || (Protected.Contains(other) && KeepsFrom(one)));
}
