namespace RoundTable.Journal;

/// <summary>
/// Decides, for one transaction, which appends go in and which records they become. Pure: the store tells it the heads
/// that it has locked, and writes what was planned. So a wrong expected head costs its neighbours nothing.
/// </summary>
internal sealed class ChainPlan(DateTimeOffset now)
{
    private readonly Dictionary<StreamId, StreamHead> _heads = [];
    private readonly DateTimeOffset _now = Microseconds.Truncate(now);

    /// <summary>The heads as they are after what was planned.</summary>
    internal IReadOnlyDictionary<StreamId, StreamHead> Heads => _heads;

    internal bool Knows(StreamId stream) => _heads.ContainsKey(stream);

    /// <summary>Tells the plan where a stream ends. Every stream must be known before it is planned on.</summary>
    internal void Know(StreamId stream, StreamHead head) => _heads[stream] = head;

    /// <summary>
    /// Stages the answer of <paramref name="pending"/> and gives its records; refuses it and gives null when one of
    /// its heads is not the expected one.
    /// </summary>
    internal IReadOnlyList<JournalRecord>? TryPlan(PendingAppend pending)
    {
        if (FindConflict(pending.Appends) is { } conflict)
        {
            pending.Refuse(conflict);
            return null;
        }

        var records = new List<JournalRecord>();
        var answers = new Appended[pending.Appends.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Chain(pending.Appends[i], records);
        }

        pending.Stage(answers);
        return records;
    }

    private WrongExpectedHeadException? FindConflict(IReadOnlyList<Append> appends)
    {
        Dictionary<StreamId, long>? moved = null;
        foreach (var append in appends)
        {
            var head = moved is not null && moved.TryGetValue(append.Stream, out var seq) ? seq : _heads[append.Stream].Seq;
            if (append.While is { } other && other.Head != _heads[other.Stream].Seq)
            {
                return new WrongExpectedHeadException(other.Stream, other.Head, _heads[other.Stream].Seq);
            }

            foreach (var held in append.Holds)
            {
                if (held.Head != _heads[held.Stream].Seq)
                {
                    return new WrongExpectedHeadException(held.Stream, held.Head, _heads[held.Stream].Seq);
                }
            }

            if (append.ExpectedHead is { } expected && expected != head)
            {
                return new WrongExpectedHeadException(append.Stream, expected, head);
            }

            if (appends.Count > 1)
            {
                (moved ??= [])[append.Stream] = head + append.Records.Count;
            }
        }

        return null;
    }

    private Appended Chain(Append append, List<JournalRecord> records)
    {
        var head = _heads[append.Stream];
        var first = head.Seq + 1;
        foreach (var offered in append.Records)
        {
            var seq = head.Seq + 1;
            var (version, payload) = Seal(append, seq, offered);
            var hash = RecordChain.ComputeHash(append.Stream, seq, _now, append.Actor, offered.Kind, version, payload.Span, head.Hash.Span);
            var record = new JournalRecord(append.Stream, seq, _now, append.Actor, offered.Kind, version, payload, hash, head.Hash);
            records.Add(record);
            head = new StreamHead(seq, hash);
        }

        _heads[append.Stream] = head;
        return new Appended(first, head.Seq);
    }

    // Here, because only now is the number known to which the payload is bound.
    private static (int Version, ReadOnlyMemory<byte> Payload) Seal(Append append, long seq, NewRecord offered) => append.Key is { } key
        ? (offered.Version | SealedPayload.Mark, key.Seal(SealPurpose.Record, append.Stream.Value, seq, offered.Payload.Span))
        : (offered.Version, offered.Payload);
}
