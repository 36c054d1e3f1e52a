using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Limits;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// What waits to be sent to one connection, bounded. Views replace their older selves, and presence takes them up. When the edits of a
/// section no longer fit, all of that section's frames give way to one Resync, and nothing more of it is taken until the
/// client has opened it again: never a silent gap.
/// </summary>
/// <param name="maxFrames">How many frames may wait.</param>
/// <param name="maxBytes">How many bytes may wait.</param>
/// <param name="maxLost">How many sections may be lost at the same time: more than anybody has open are made up.</param>
internal sealed class OutgoingQueue(int maxFrames, int maxBytes, int maxLost) : SendQueue<Frame>
{
    private readonly LinkedList<Frame> _frames = [];
    private readonly HashSet<SectionId> _lost = [];

    /// <summary>Whether more sections are lost than may be: the connection is to end, and the client comes back and loses nothing.</summary>
    public bool IsBeyond
    {
        get
        {
            lock (Lock)
                return _lost.Count > maxLost;
        }
    }

    protected override int Count => _frames.Count;

    /// <summary>Takes a frame, or lets the section that it belongs to be opened again.</summary>
    /// <returns>False when a Resync took the place of the section's frames just now.</returns>
    public bool Add(Frame frame)
    {
        lock (Lock)
        {
            if (IsClosed || (frame.Section is { } section && _lost.Contains(section)))
                return true;
            if (frame.Slot is not null)
                frame = TakeUp(frame);
            if (frame.Section is { } crowded && (_frames.Count >= maxFrames || Bytes + frame.Bytes > maxBytes))
            {
                GiveWay(crowded);
                return false;
            }

            Append(frame);
            return true;
        }
    }

    /// <summary>The section must be opened again: its frames give way to one Resync.</summary>
    /// <param name="section">The section.</param>
    /// <param name="why">Why something of the client's was not taken; null when that is not why.</param>
    public void Lose(SectionId section, Refusal? why = null)
    {
        lock (Lock)
        {
            if (!IsClosed && !_lost.Contains(section))
                GiveWay(section, why);
        }
    }

    /// <summary>The client opens the section (again): its frames count from now on, those before are part of what it gets.</summary>
    public void Opened(SectionId section)
    {
        lock (Lock)
        {
            _lost.Remove(section);
            Remove(waiting => waiting.Section == section && !waiting.Outlasts);
        }
    }

    /// <summary>Drops everything, takes a last frame and then ends.</summary>
    public void Close(Frame? last = null)
    {
        lock (Lock)
        {
            if (IsClosed)
                return;
            Remove(_ => true);
            if (last is not null)
                Append(last);
            IsClosed = true;
        }
    }

    protected override Frame Dequeue()
    {
        var first = _frames.First!;
        Unlink(first);
        return first.Value;
    }

    private Frame TakeUp(Frame frame)
    {
        for (var node = _frames.First; node is not null; node = node.Next)
        {
            if (node.Value.Slot != frame.Slot)
                continue;
            Unlink(node);
            return frame.After(node.Value);
        }

        return frame;
    }

    private void GiveWay(SectionId section, Refusal? why = null)
    {
        Remove(waiting => waiting.Section == section && !waiting.Outlasts);
        _lost.Add(section);
        Append(new(ClientMessages.Resync(new ResyncEvent(section, why)), 0));
    }

    private void Append(Frame frame)
    {
        _frames.AddLast(frame);
        Bytes += frame.Bytes;
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
        Bytes -= node.Value.Bytes;
    }
}
