using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Doors;

/// <summary>
/// What waits to be sent to one socket, bounded. Safe for concurrent callers. One of them at a time sends: who began takes
/// frames until there is none, so that a frame for an idle socket goes out where it was made, without waking anybody.
/// </summary>
internal sealed class DoorQueue(int maxFrames, int maxBytes) : IOutgoing
{
    private readonly Lock _lock = new();
    private readonly Queue<(ReadOnlyMemory<byte> Bytes, object? Of)> _frames = [];
    private int _bytes;
    private bool _closed;
    private bool _sending;

    public (int Messages, long Bytes) Waiting
    {
        get
        {
            lock (_lock)
                return (_frames.Count, _bytes);
        }
    }

    /// <summary>Takes a frame; false when there is no room for it, and what the client has can no longer be made whole here. One frame always fits.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="of">To whom it belongs, who may be forgotten; null for nobody.</param>
    public bool Add(ReadOnlyMemory<byte> frame, object? of = null)
    {
        lock (_lock)
        {
            if (_closed)
                return true;
            if (_frames.Count > 0 && (_frames.Count >= maxFrames || _bytes + frame.Length > maxBytes))
                return false;
            Append(frame, of);
            return true;
        }
    }

    /// <summary>Drops what waits of somebody; the rest stays in its order.</summary>
    public void Forget(object of)
    {
        lock (_lock)
        {
            for (var left = _frames.Count; left > 0; left--)
            {
                var frame = _frames.Dequeue();
                if (ReferenceEquals(frame.Of, of))
                    _bytes -= frame.Bytes.Length;
                else
                    _frames.Enqueue(frame);
            }
        }
    }

    /// <summary>Drops what waits, takes last frames and then ends; once.</summary>
    public void Close(params ReadOnlySpan<byte[]> last)
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _frames.Clear();
            _bytes = 0;
            foreach (var frame in last)
                Append(frame, null);
            _closed = true;
        }
    }

    /// <summary>True for one caller at a time when there is something to send or to end: it takes until <see cref="TryTake"/> is false.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (_sending || (_frames.Count == 0 && !_closed))
                return false;
            _sending = true;
            return true;
        }
    }

    /// <summary>The next frame, or null when the queue has ended: then nobody begins again. False when nothing waits: then somebody may.</summary>
    public bool TryTake(out ReadOnlyMemory<byte>? next)
    {
        lock (_lock)
        {
            if (_frames.TryDequeue(out var frame))
            {
                _bytes -= frame.Bytes.Length;
                next = frame.Bytes;
                return true;
            }

            next = null;
            if (!_closed)
                _sending = false;
            return _closed;
        }
    }

    private void Append(ReadOnlyMemory<byte> frame, object? of)
    {
        _frames.Enqueue((frame, of));
        _bytes += frame.Length;
    }
}
