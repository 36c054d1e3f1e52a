using RoundTable.Server.Limits;

namespace RoundTable.Server.Doors;

/// <summary>What waits to be sent to one socket, bounded.</summary>
internal sealed class DoorQueue(int maxFrames, int maxBytes) : SendQueue<ReadOnlyMemory<byte>?>
{
    private readonly Queue<(ReadOnlyMemory<byte> Bytes, object? Of)> _frames = [];

    protected override int Count => _frames.Count;

    /// <summary>Takes a frame; false when there is no room for it, and what the client has can no longer be made whole here. One frame always fits.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="of">To whom it belongs, who may be forgotten; null for nobody.</param>
    public bool Add(ReadOnlyMemory<byte> frame, object? of = null)
    {
        lock (Lock)
        {
            if (IsClosed)
                return true;
            if (_frames.Count > 0 && (_frames.Count >= maxFrames || Bytes + frame.Length > maxBytes))
                return false;
            Append(frame, of);
            return true;
        }
    }

    /// <summary>Drops what waits of somebody; the rest stays in its order.</summary>
    public void Forget(object of)
    {
        lock (Lock)
        {
            for (var left = _frames.Count; left > 0; left--)
            {
                var frame = _frames.Dequeue();
                if (ReferenceEquals(frame.Of, of))
                    Bytes -= frame.Bytes.Length;
                else
                    _frames.Enqueue(frame);
            }
        }
    }

    /// <summary>Drops what waits, takes last frames and then ends; once.</summary>
    public void Close(params ReadOnlySpan<byte[]> last)
    {
        lock (Lock)
        {
            if (IsClosed)
                return;
            _frames.Clear();
            Bytes = 0;
            foreach (var frame in last)
                Append(frame, null);
            IsClosed = true;
        }
    }

    protected override ReadOnlyMemory<byte>? Dequeue()
    {
        var (bytes, _) = _frames.Dequeue();
        Bytes -= bytes.Length;
        return bytes;
    }

    private void Append(ReadOnlyMemory<byte> frame, object? of)
    {
        _frames.Enqueue((frame, of));
        Bytes += frame.Length;
    }
}
