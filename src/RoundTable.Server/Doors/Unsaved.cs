namespace RoundTable.Server.Doors;

/// <summary>A client's updates that are not on disk yet, in order and bounded: should the section leave memory, they are offered again.</summary>
/// <param name="maxUpdates">How many there may be.</param>
/// <param name="maxBytes">How many bytes they may have.</param>
internal sealed class Unsaved(int maxUpdates, int maxBytes)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _updates = [];
    private long _number;
    private int _bytes;

    /// <summary>Takes an update and gives its number; null when there is no room.</summary>
    /// <param name="update">The update.</param>
    /// <param name="began">When it came in, by the clock's timestamp.</param>
    public long? Add(ReadOnlyMemory<byte> update, long began)
    {
        lock (_lock)
        {
            if (_updates.Count >= maxUpdates || _bytes + update.Length > maxBytes)
                return null;
            _updates.AddLast(new Entry(++_number, update, began));
            _bytes += update.Length;
            return _number;
        }
    }

    /// <summary>Takes the update with this number out; null when it was out already.</summary>
    public Entry? Remove(long number)
    {
        lock (_lock)
        {
            for (var node = _updates.First; node is not null && node.Value.Number <= number; node = node.Next)
            {
                if (node.Value.Number != number)
                    continue;
                _updates.Remove(node);
                _bytes -= node.Value.Update.Length;
                return node.Value;
            }

            return null;
        }
    }

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<Entry> All()
    {
        lock (_lock)
            return [.. _updates];
    }

    /// <summary>One of them.</summary>
    internal sealed record Entry(long Number, ReadOnlyMemory<byte> Update, long Began);
}
