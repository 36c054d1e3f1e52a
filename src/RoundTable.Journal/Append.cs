namespace RoundTable.Journal;

/// <summary>Records for one stream, with the index rows and due work that they cause, written in one transaction.</summary>
/// <param name="Stream">The stream to append to; it comes into being with its first record.</param>
/// <param name="Actor">Who caused the records.</param>
/// <param name="Records">1 to 1,000 records, in order; the payloads of one transaction together at most 64 MiB.</param>
/// <param name="ExpectedHead">The sequence number that the author built on (0: an empty stream); null when order
/// does not matter to the author and the journal decides it.</param>
public sealed record Append(StreamId Stream, Actor Actor, IReadOnlyList<NewRecord> Records, long? ExpectedHead = null)
{
    /// <summary>Rows to add; a row that is there already stays. Default none.</summary>
    public IReadOnlyList<IndexRow> AddIndex { get; init; } = [];

    /// <summary>Rows to remove, before <see cref="AddIndex"/>; a row that is not there is no error. Default none.</summary>
    public IReadOnlyList<IndexRow> RemoveIndex { get; init; } = [];

    /// <summary>Work to schedule; work of the same kind and key is replaced and loses its lease. Default none.</summary>
    public IReadOnlyList<DueWork> Schedule { get; init; } = [];

    /// <summary>Work to cancel, before <see cref="Schedule"/>, leased or not; work that is not there is no error. Default none.</summary>
    public IReadOnlyList<(string Kind, string Key)> Cancel { get; init; } = [];

    /// <summary>
    /// Written only while another stream is where the author knows it to be: what was decided by what stands there does not get in
    /// behind a change of it. When it has moved on nothing is written (<see cref="WrongExpectedHeadException"/> names that stream).
    /// The stream is looked at in the transaction, and not locked: a change that is committed at the same moment may be either before or after. Default null.
    /// </summary>
    public StreamAt? While { get; init; }

    /// <summary>
    /// As <see cref="While"/>, but these streams are locked: what is committed to one of them at the same moment is either before, and
    /// then nothing is written, or after, and then sees what this wrote. For what was decided by looking at what stands there. Default none.
    /// </summary>
    public IReadOnlyList<StreamAt> Holds { get; init; } = [];

    /// <summary>
    /// Whose key seals the payloads in a <see cref="SealedJournal"/>, for instance <c>plan/&lt;id&gt;</c>. Default null: the
    /// stream's name says it.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>Seals the records once they have their numbers; null leaves them as they are.</summary>
    internal DataKey? Key { get; init; }
}
