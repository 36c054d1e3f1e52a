using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Limits;

/// <summary>
/// What waits to be sent to one connection. Safe for concurrent callers. One of them at a time sends: who began takes frames until
/// there is none, so that a frame for an idle connection goes out where it was made, without waking anybody. What is kept, and what
/// gives way when there is too much, the kinds of connection say themselves.
/// </summary>
/// <typeparam name="T">A frame, which is never null while it waits.</typeparam>
internal abstract class SendQueue<T> : IOutgoing
{
    private bool _sending;

    public (int Messages, long Bytes) Waiting
    {
        get
        {
            lock (Lock)
                return (Count, Bytes);
        }
    }

    /// <summary>Guards all of the queue.</summary>
    protected Lock Lock { get; } = new();

    /// <summary>How many bytes wait.</summary>
    protected int Bytes { get; set; }

    /// <summary>Whether nothing more is taken: what waits still goes out, and then it ends.</summary>
    protected bool IsClosed { get; set; }

    /// <summary>How many frames wait. Called under the lock.</summary>
    protected abstract int Count { get; }

    /// <summary>True for one caller at a time when there is something to send or to end: it takes until <see cref="TryTake"/> is false.</summary>
    public bool TryBegin()
    {
        lock (Lock)
        {
            if (_sending || (Count == 0 && !IsClosed))
                return false;
            _sending = true;
            return true;
        }
    }

    /// <summary>The next frame, or null when the queue has ended: then nobody begins again. False when nothing waits: then somebody may.</summary>
    public bool TryTake(out T? next)
    {
        lock (Lock)
        {
            if (Count > 0)
            {
                next = Dequeue();
                return true;
            }

            next = default;
            if (!IsClosed)
                _sending = false;
            return IsClosed;
        }
    }

    /// <summary>Takes the first frame out, and its bytes off. Called under the lock, when there is one.</summary>
    protected abstract T Dequeue();
}
