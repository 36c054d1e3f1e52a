using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>Each commitment as it stood when a result was recorded, in order, and who read its section then.</summary>
    internal ImmutableList<(Commitment Commitment, IReadOnlyList<PersonId> Readers)> Results { get; private init; } = [];

    /// <summary>How many of <see cref="Results"/> there were when somebody last got minutes made.</summary>
    internal ImmutableDictionary<PersonId, int> LookedBack { get; private init; } = ImmutableDictionary<PersonId, int>.Empty;

    /// <summary>
    /// What somebody's next minutes look back on: commitments as they stood at the last result on the same words, recorded since
    /// minutes were made for them, in order of making.
    /// </summary>
    /// <param name="recipient">For whom. Not for all alike: a gap would tell that others met in between (L6).</param>
    internal IEnumerable<Commitment> ResultsFor(PersonId recipient) => Results
        .Skip(LookedBack.GetValueOrDefault(recipient))
        // Whoever came later reads no words that were changed before they came.
        .Where(r => r.Readers.Contains(recipient) || r.Commitment.TextVersion == Commitment(r.Commitment.Id)!.TextVersion)
        .Select(r => r.Commitment)
        .GroupBy(c => (c.Id, c.TextVersion), (_, results) => results.Last())
        .OrderBy(c => Commitments.FindIndex(k => k.Id == c.Id));

    private FamilyPlan ApplyResult(ResultRecorded e)
    {
        var day = DutchTime.Day(e.At);
        var after = Hold(e.Commitment, e.At, e.By, e.Room, c => c with
        {
            Status = c.Status is CommitmentStatus.Proposed or CommitmentStatus.Replaced ? c.Status : c.GoesOn(day) ? CommitmentStatus.Agreed : e.Result,
            Result = e.Result,
            ResultOn = day,
            ResultRemark = e.Remark,
            ResultBy = e.By,
        });
        var commitment = after.Commitment(e.Commitment)!;
        var readers = after.Section(commitment.Audience)?.Audience.Where(p => SectionRules.ReadsCommitments(after, p, commitment.Audience)) ?? [];
        return after with { Results = after.Results.Add((commitment, [.. readers])) };
    }
}
