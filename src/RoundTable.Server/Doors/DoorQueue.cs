namespace RoundTable.Server.Doors;

/// <summary>What waits to be sent to one socket, bounded. Safe for concurrent callers; one reader.</summary>
internal sealed class DoorQueue(int maxFrames, int maxBytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<(ReadOnlyMemory<byte> Bytes, object? Of)> _frames = [];
    private readonly SemaphoreSlim _signal = new(0);
    private int _bytes;
    private bool _closed;

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
            foreach (var frame in last)
                Append(frame, null);
            _closed = true;
            _signal.Release();
        }
    }

    /// <summary>The next frame, or null when the queue has ended.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> TakeAsync()
    {
        while (true)
        {
            await _signal.WaitAsync();
            lock (_lock)
            {
                if (_frames.TryDequeue(out var frame))
                {
                    _bytes -= frame.Bytes.Length;
                    return frame.Bytes;
                }

                if (_closed)
                    return null;
            }
        }
    }

    public void Dispose() => _signal.Dispose();

    private void Append(ReadOnlyMemory<byte> frame, object? of)
    {
        _frames.Enqueue((frame, of));
        _bytes += frame.Length;
        _signal.Release();
    }
}
