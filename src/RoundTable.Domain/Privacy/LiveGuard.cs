using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Privacy;

/// <summary>
/// The leak guard of one live section that somebody reads who is kept from protected words: asked before an update reaches
/// anybody. A word grows letter by letter, so it is the last letter that is refused; what was sent before is part of a word.
/// </summary>
/// <remarks>
/// A word that stands in the item already is passed over, so that it can also be taken out letter by letter. Who is kept from a
/// relation is never stopped by it: a refusal would tell them that they guessed right (see <see cref="LeakGuard.CheckEntry"/>).
/// </remarks>
public sealed class LiveGuard
{
    private readonly FamilyPlan _plan;
    private readonly IReadOnlyList<Watched> _watched;

    private LiveGuard(FamilyPlan plan, IReadOnlyList<Watched> watched)
    {
        _plan = plan;
        _watched = watched;
    }

    /// <summary>The guard of a section, or null when nobody who reads it is kept from a word.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="audience">Who reads the section.</param>
    public static LiveGuard? For(FamilyPlan plan, IReadOnlyCollection<PersonId> audience)
    {
        List<Watched> watched = [.. plan.Protections
            .Select(r => new Watched(r, [.. audience.Where(r.KeepsFrom)], [.. r.ProtectedWords.Select(w => (w, new ProtectedWord(w)))]))
            .Where(w => w.Kept.Count > 0 && w.Words.Count > 0)];
        return watched.Count == 0 ? null : new LiveGuard(plan, watched);
    }

    /// <summary>Whether some word is looked for in what this person types.</summary>
    /// <param name="author">Who types.</param>
    public bool Watches(PersonId author) => _watched.Any(w => Applies(w, author));

    /// <summary>Why a text may not become so, or null. Cost: one pass over both texts for each protected word.</summary>
    /// <param name="author">Who makes it so.</param>
    /// <param name="before">The text as it is; empty for a new item.</param>
    /// <param name="after">The text as it would be.</param>
    public Refusal? Check(PersonId author, string before, string after)
    {
        FoldedText? now = null;
        FoldedText? then = null;
        var found = new List<LeakFinding>();
        foreach (var watched in _watched.Where(w => Applies(w, author)))
        {
            now ??= new FoldedText(after);
            foreach (var (word, folded) in watched.Words)
            {
                var at = now.IndexOf(folded);
                if (at >= 0 && (then ??= new FoldedText(before)).IndexOf(folded) < 0)
                    found.AddRange(watched.Kept.Select(reader => new LeakFinding(watched.Relation.Id, word, reader, at)));
            }
        }

        return LeakRefusal.Of(_plan, author, found, RefusalCodes.SectionProtectedWord);
    }

    /// <summary>Whether both say the same about every text.</summary>
    /// <param name="one">A guard, or null for none.</param>
    /// <param name="other">Another one.</param>
    public static bool AreSame(LiveGuard? one, LiveGuard? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null && one._plan.Director == other._plan.Director
            && one._watched.Count == other._watched.Count && one._watched.Zip(other._watched).All(w => AreSame(w.First, w.Second)));

    private static bool AreSame(Watched one, Watched other) => one.Relation == other.Relation && one.Kept.SequenceEqual(other.Kept);

    private bool Applies(Watched watched, PersonId author) => author == _plan.Director || !watched.Relation.KeepsFrom(author);

    private sealed record Watched(
        ProtectionRelation Relation, IReadOnlyList<PersonId> Kept, IReadOnlyList<(string Word, ProtectedWord Folded)> Words);
}
