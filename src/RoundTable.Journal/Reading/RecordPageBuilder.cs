namespace RoundTable.Journal;

/// <summary>
/// Fills a page from rows in order. The first row a store hands in may be the one before the page: only its hash is kept.
/// </summary>
internal sealed class RecordPageBuilder(StreamId stream, long fromSeq)
{
    private const int MaxRecords = 512;
    private const int MaxBytes = 1024 * 1024;

    private readonly List<JournalRecord> _records = [];
    private ReadOnlyMemory<byte> _previous = RecordChain.Start;
    private int _bytes;

    /// <summary>How many rows a store need fetch at most.</summary>
    internal static int MaxRows => MaxRecords + 1;

    internal bool IsFull => _records.Count == MaxRecords || _bytes >= MaxBytes;

    internal void Add(
        long seq, long microseconds, Actor actor, string kind, int version, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> hash)
    {
        if (seq >= fromSeq)
        {
            _records.Add(new JournalRecord(
                stream, seq, Microseconds.ToMoment(microseconds), actor, kind, version, payload, hash, _previous));
            _bytes += payload.Length;
        }

        _previous = hash;
    }

    internal RecordPage Build() => new(_records, IsFull);
}
