using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// The words with an answer, a result or an end in minutes that were made before their reader was kept apart from who wrote them, or for
/// somebody else: where an agreement stands is told, and the words of the other side are not (decision 0005).
/// </summary>
internal static class WordsAcross
{
    /// <summary>The minutes without those words; the same when there are none.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes.</param>
    /// <param name="reader">Who reads them.</param>
    public static MinutesContent TakenOut(FamilyPlan plan, MinutesContent content, PersonId reader)
    {
        if (reader == plan.Director || content.Commitments.Concat(content.LookedBack).All(line => line.Remark is null))
            return content;
        var written = plan.PastWords.Concat(plan.Commitments.Concat(plan.Results.Select(r => r.Commitment)).SelectMany(c => c.Words)).ToList();
        return !content.Commitments.Concat(content.LookedBack).Any(IsAcross) ? content : content with
        {
            Commitments = [.. content.Commitments.Select(Without)],
            LookedBack = [.. content.LookedBack.Select(Without)],
        };

        MinutesCommitment Without(MinutesCommitment line) => IsAcross(line) ? line with { Remark = null } : line;

        // Minutes name who owns an agreement and not who wrote the words: where nobody is known to have, they count as the owner's. What
        // its writer said to the reader openly too is not kept.
        bool IsAcross(MinutesCommitment line)
        {
            if (line.Remark is not { } words)
                return false;
            var writers = written.Where(w => w.Text == line.Text && w.Words == words).ToList();
            if (writers.Count > 0)
                return !writers.Exists(w => w.By == reader) && writers.GroupBy(w => w.By).Any(said => said.All(w => plan.IsAcross(reader, w.By, w.KeptFrom)));
            return plan.People.Exists(p => plan.WasCalled(p.Id, line.Owner)
                && (Visibility.AreApart(plan, reader, p.Id) || plan.PastProtections.Exists(r => r.KeepsApart(reader, p.Id))));
        }
    }
}
