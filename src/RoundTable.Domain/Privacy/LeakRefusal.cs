using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Privacy;

/// <summary>How the leak guard says no. Only the director and those whom the relation protects hear why.</summary>
public static class LeakRefusal
{
    /// <summary>The refusal of a text, or null when nothing was found.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="author">Who wrote the text.</param>
    /// <param name="found">What the guard found in it.</param>
    /// <param name="code">The code that names the reason; others get <see cref="RefusalCodes.TextNotHere"/>.</param>
    public static Refusal? Of(FamilyPlan plan, PersonId author, IReadOnlyList<LeakFinding> found, string code)
    {
        if (found.Count == 0)
            return null;
        return author == plan.Director || found.All(f => IsProtected(plan, f.Relation, author))
            ? new Refusal(code, [.. found.Select(f => f.Reader).Distinct().Where(r => Visibility.Knows(plan, author, r)).Select(r => r.Value)])
            : new Refusal(RefusalCodes.TextNotHere);
    }

    private static bool IsProtected(FamilyPlan plan, ProtectionId relation, PersonId person) =>
        plan.Protections.Exists(r => r.Id == relation && r.Protected.Contains(person));
}
