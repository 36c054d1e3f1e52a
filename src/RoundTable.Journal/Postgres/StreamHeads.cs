namespace RoundTable.Journal;

/// <summary>
/// Where streams end as far as this server knows, so that it need not ask before it writes: the database compares, and says
/// so when another server was there first. Bounded; safe for concurrent callers.
/// </summary>
internal sealed class StreamHeads
{
    /// <summary>Beyond this the half that was not used lately is forgotten.</summary>
    private const int Half = 10_000;

    private readonly Lock _lock = new();
    private Dictionary<StreamId, (long Id, StreamHead Head)> _lately = [];
    private Dictionary<StreamId, (long Id, StreamHead Head)> _before = [];

    /// <summary>The heads of streams; null unless all are known.</summary>
    internal Dictionary<StreamId, (long Id, StreamHead Head)>? Of(IReadOnlyCollection<StreamId> streams) =>
        Some(streams) is { } heads && heads.Count == streams.Count ? heads : null;

    /// <summary>The heads of those streams that are known.</summary>
    internal Dictionary<StreamId, (long Id, StreamHead Head)> Some(IReadOnlyCollection<StreamId> streams)
    {
        var heads = new Dictionary<StreamId, (long, StreamHead)>(streams.Count);
        lock (_lock)
        {
            foreach (var stream in streams)
            {
                if (TryGet(stream, out var known))
                {
                    heads[stream] = known;
                }
            }
        }

        return heads;
    }

    /// <summary>A stream ends here, by the word of the database.</summary>
    internal void Learn(StreamId stream, long id, StreamHead head)
    {
        lock (_lock)
        {
            Keep(stream, (id, head));
        }
    }

    /// <summary>A record was read: its stream ends there or later.</summary>
    internal void Pass(StreamId stream, StreamHead head)
    {
        lock (_lock)
        {
            if (TryGet(stream, out var known) && known.Head.Seq < head.Seq)
            {
                Keep(stream, (known.Id, head));
            }
        }
    }

    /// <summary>Nobody knows where these end.</summary>
    internal void Forget(IEnumerable<StreamId> streams)
    {
        lock (_lock)
        {
            foreach (var stream in streams)
            {
                _lately.Remove(stream);
                _before.Remove(stream);
            }
        }
    }

    private bool TryGet(StreamId stream, out (long Id, StreamHead Head) known)
    {
        if (_lately.TryGetValue(stream, out known))
        {
            return true;
        }

        if (!_before.Remove(stream, out known))
        {
            return false;
        }

        Keep(stream, known);
        return true;
    }

    private void Keep(StreamId stream, (long Id, StreamHead Head) known)
    {
        if (_lately.Count >= Half)
        {
            _before = _lately;
            _lately = [];
        }

        _lately[stream] = known;
    }
}
