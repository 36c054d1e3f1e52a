using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// What waits to be sent to one connection, bounded. Views and presence replace their older selves. When the edits of a
/// section no longer fit, all of that section's frames give way to one Resync, and nothing more of it is taken until the
/// client has opened it again: never a silent gap. Safe for concurrent callers. One of them at a time sends: who began takes
/// frames until there is none, so that a frame for an idle connection goes out where it was made, without waking anybody.
/// </summary>
internal sealed class OutgoingQueue(int maxFrames, int maxBytes) : IOutgoing
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Frame> _frames = [];
    private readonly HashSet<SectionId> _lost = [];
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

    /// <summary>Takes a frame, or lets the section that it belongs to be opened again.</summary>
    /// <returns>False when a Resync took the place of the section's frames just now.</returns>
    public bool Add(Frame frame)
    {
        lock (_lock)
        {
            if (_closed || (frame.Section is { } section && _lost.Contains(section)))
                return true;
            if (frame.Slot is not null)
                Remove(waiting => waiting.Slot == frame.Slot);
            if (frame.Section is { } crowded && (_frames.Count >= maxFrames || _bytes + frame.Bytes > maxBytes))
            {
                GiveWay(crowded);
                return false;
            }

            Append(frame);
            return true;
        }
    }

    /// <summary>The section must be opened again: its frames give way to one Resync.</summary>
    public void Lose(SectionId section)
    {
        lock (_lock)
        {
            if (!_closed && !_lost.Contains(section))
                GiveWay(section);
        }
    }

    /// <summary>The client opens the section (again): its frames count from now on, those before are part of what it gets.</summary>
    public void Opened(SectionId section)
    {
        lock (_lock)
        {
            _lost.Remove(section);
            Remove(waiting => waiting.Section == section && !waiting.Outlasts);
        }
    }

    /// <summary>Drops everything, takes a last frame and then ends.</summary>
    public void Close(Frame? last = null)
    {
        lock (_lock)
        {
            if (_closed)
                return;
            Remove(_ => true);
            if (last is not null)
                Append(last);
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
    public bool TryTake(out Frame? next)
    {
        lock (_lock)
        {
            if (_frames.First is { } first)
            {
                Unlink(first);
                next = first.Value;
                return true;
            }

            next = null;
            if (!_closed)
                _sending = false;
            return _closed;
        }
    }

    private void GiveWay(SectionId section)
    {
        Remove(waiting => waiting.Section == section && !waiting.Outlasts);
        _lost.Add(section);
        Append(new(ClientMessages.Resync(new ResyncEvent(section)), 0));
    }

    private void Append(Frame frame)
    {
        _frames.AddLast(frame);
        _bytes += frame.Bytes;
    }

    private void Remove(Predicate<Frame> gone)
    {
        for (var node = _frames.First; node is not null;)
        {
            var next = node.Next;
            if (gone(node.Value))
                Unlink(node);
            node = next;
        }
    }

    private void Unlink(LinkedListNode<Frame> node)
    {
        _frames.Remove(node);
        _bytes -= node.Value.Bytes;
    }
}
