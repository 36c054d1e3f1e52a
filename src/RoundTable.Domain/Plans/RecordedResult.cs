using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A result that was recorded, or the end of what was agreed without one.</summary>
/// <param name="Commitment">The commitment as it stood then.</param>
/// <param name="Readers">Who read the commitments of its section then.</param>
/// <param name="Spoken">Who recorded or ended it, and where.</param>
internal sealed record RecordedResult(Commitment Commitment, IReadOnlyList<PersonId> Readers, Spoken Spoken)
{
    /// <summary>Whether it is the end of what was agreed, and no result.</summary>
    public bool IsEnd => Commitment.Status == CommitmentStatus.Replaced;

    /// <summary>On which words of which commitment it is; an end does not take the place of the last result.</summary>
    public (CommitmentId Id, int TextVersion, bool IsEnd) Words => (Commitment.Id, Commitment.TextVersion, IsEnd);
}
