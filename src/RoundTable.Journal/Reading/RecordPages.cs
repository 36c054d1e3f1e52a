using System.Runtime.CompilerServices;

namespace RoundTable.Journal;

/// <summary>Walks a stream page by page, so that no reader holds a transaction while its caller works.</summary>
internal static class RecordPages
{
    /// <summary>Reads the page that begins at a sequence number.</summary>
    internal delegate ValueTask<RecordPage> ReadPage(StreamId stream, long fromSeq, CancellationToken ct);

    internal static async IAsyncEnumerable<JournalRecord> ReadAsync(
        ReadPage readPage, StreamId stream, long fromSeq, [EnumeratorCancellation] CancellationToken ct)
    {
        var next = fromSeq;
        bool more;
        do
        {
            ct.ThrowIfCancellationRequested();
            var page = await readPage(stream, next, ct).ConfigureAwait(false);
            foreach (var record in page.Records)
            {
                if (record.Seq != next)
                {
                    throw new InvalidDataException($"Stream {stream} misses record {next}.");
                }

                next++;
                yield return record;
            }

            more = page.More;
        }
        while (more);
    }

    /// <summary>Recomputes a chain; <paramref name="readHead"/> tells where the store believes it to end.</summary>
    internal static async ValueTask<ChainReport> VerifyAsync(
        ReadPage readPage, Func<StreamId, CancellationToken, ValueTask<StreamHead>> readHead, StreamId stream, CancellationToken ct)
    {
        var headBefore = await readHead(stream, ct).ConfigureAwait(false);
        var sound = StreamHead.Empty;
        bool more;
        do
        {
            var page = await readPage(stream, sound.Seq + 1, ct).ConfigureAwait(false);
            foreach (var record in page.Records)
            {
                if (FaultOf(record, sound, headBefore) is var fault and not ChainFault.None)
                {
                    return new ChainReport(stream, sound.Seq, sound.Hash, fault, sound.Seq + 1);
                }

                sound = new StreamHead(record.Seq, record.Hash);
            }

            more = page.More;
        }
        while (more);

        var headAfter = await readHead(stream, ct).ConfigureAwait(false);
        return sound.Seq >= headBefore.Seq && sound.Seq <= headAfter.Seq
            ? new ChainReport(stream, sound.Seq, sound.Hash, ChainFault.None, null)
            : new ChainReport(stream, sound.Seq, sound.Hash, ChainFault.WrongHead, sound.Seq + 1);
    }

    private static ChainFault FaultOf(JournalRecord record, StreamHead before, StreamHead storedHead)
    {
        if (record.Seq != before.Seq + 1)
        {
            return ChainFault.Gap;
        }

        if (!RecordChain.ComputeHash(record with { PreviousHash = before.Hash }).AsSpan().SequenceEqual(record.Hash.Span))
        {
            return ChainFault.Altered;
        }

        return record.Seq == storedHead.Seq && !record.Hash.Span.SequenceEqual(storedHead.Hash.Span)
            ? ChainFault.WrongHead
            : ChainFault.None;
    }
}
