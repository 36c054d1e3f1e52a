using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>The results that were recorded, in order.</summary>
    internal ImmutableList<RecordedResult> Results { get; private init; } = [];

    /// <summary>How many of <see cref="Results"/> somebody had been told of, without a gap, when they last got minutes made.</summary>
    internal ImmutableDictionary<PersonId, int> LookedBack { get; private init; } = ImmutableDictionary<PersonId, int>.Empty;

    /// <summary>
    /// What somebody's next minutes look back on: commitments as they stood at the last result on the same words that is told to
    /// them, recorded since minutes were made for them, in order of making.
    /// </summary>
    /// <param name="recipient">For whom. Not for all alike: a gap would tell that others met in between (L6).</param>
    internal IEnumerable<Commitment> ResultsFor(PersonId recipient) => Results
        .Skip(LookedBack.GetValueOrDefault(recipient))
        .Where(r => IsTold(recipient, r))
        // Whoever came later reads no words that were changed before they came.
        .Where(r => r.Readers.Contains(recipient) || r.Commitment.TextVersion == Commitment(r.Commitment.Id)!.TextVersion)
        .Select(r => r.Commitment)
        .GroupBy(c => (c.Id, c.TextVersion), (_, results) => results.Last())
        .OrderBy(c => Commitments.FindIndex(k => k.Id == c.Id));

    // A result that is held from them waits for later minutes; some of those after it are then told twice, and none is lost.
    private int ToldOf(PersonId recipient) =>
        Results.FindIndex(LookedBack.GetValueOrDefault(recipient), r => !IsTold(recipient, r)) is var held and >= 0 ? held : Results.Count;

    private bool IsTold(PersonId recipient, RecordedResult r) => IsTold(recipient, r.By, r.In, r.During);

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
        return after with { Results = after.Results.Add(new RecordedResult(commitment, [.. readers], e.By, e.Room, OpenAt(e.At, e.Room))) };
    }
}
