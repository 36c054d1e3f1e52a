using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// Remembered positions of a list, so that an index is found from the nearest one instead of from the start
/// (Yjs: <c>ArraySearchMarker</c> in <c>types/AbstractType.js</c>). They influence no bytes.
/// <code>  Index = live units before Item; no two markers stand on one item, and Item.Marker says that one does  </code>
/// </summary>
internal sealed class SearchMarkers
{
    private const int Max = 80;
    private const int None = -1;
    private Marker[] _markers = new Marker[4];
    private int _count;
    private long _time;

    private struct Marker
    {
        public Item Item;
        public int Index;
        public long Used;
    }

    private Span<Marker> All => _markers.AsSpan(0, _count);

    public void Clear()
    {
        foreach (ref var marker in All)
        {
            marker.Item.Marker = false;
        }
        All.Clear();
        _count = 0;
    }

    /// <summary>An item at or before an index, and the index at which it starts.</summary>
    public (Item Item, int Index) Find(Item start, int index, int length)
    {
        var marker = Nearest(index);
        var item = marker == None ? start : _markers[marker].Item;
        var at = marker == None ? 0 : _markers[marker].Index;
        for (; item.Right is not null && at < index; item = item.Right)
        {
            if (item.Visible)
            {
                if (index < at + item.Length)
                {
                    break;
                }
                at += item.Length;
            }
        }
        while (item.Left is not null && at > index)
        {
            item = item.Left;
            at -= item.Visible ? item.Length : 0;
        }
        // Stop only where no merge can follow: a marker must not stand on an item that vanishes into its left one.
        while (item.Left is { } left && left.Client == item.Client && left.End == item.Clock)
        {
            item = left;
            at -= item.Visible ? item.Length : 0;
        }
        Remember(marker, item, at, length);
        return (item, at);
    }

    /// <summary>A list grew (length &gt; 0) or shrank at an index.</summary>
    public void Update(int index, int length)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref var marker = ref _markers[i];
            if (length > 0 && !MoveToVisible(ref marker))
            {
                RemoveAt(i);
                continue;
            }
            if (index < marker.Index || (length > 0 && index == marker.Index))
            {
                marker.Index = Math.Max(index, marker.Index + length);
            }
        }
    }

    /// <summary>An item vanished into its left neighbour.</summary>
    public void Merged(Item left, Item right)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var marker = ref _markers[i];
            if (!ReferenceEquals(marker.Item, right))
            {
                continue;
            }
            if (left.Marker)
            {
                RemoveAt(i);
                return;
            }
            marker.Item = left;
            left.Marker = true;
            marker.Index -= left.Visible ? left.Length : 0;
            return;
        }
    }

    private static bool MoveToVisible(ref Marker marker)
    {
        var item = marker.Item;
        if (item.Visible)
        {
            return true;
        }
        item.Marker = false;
        Item? left = item;
        while (left is { Visible: false })
        {
            left = left.Left;
            marker.Index -= left is { Visible: true } ? left.Length : 0;
        }
        if (left is null || left.Marker)
        {
            return false;
        }
        marker.Item = left;
        left.Marker = true;
        return true;
    }

    private int Nearest(int index)
    {
        var nearest = None;
        var distance = int.MaxValue;
        for (var i = 0; i < _count; i++)
        {
            var d = Math.Abs(index - _markers[i].Index);
            if (d < distance)
            {
                nearest = i;
                distance = d;
            }
        }
        return nearest;
    }

    private void Remember(int marker, Item item, int index, int length)
    {
        if (item.Marker && (marker == None || !ReferenceEquals(_markers[marker].Item, item)))
        {
            return;
        }
        if (marker != None && Math.Abs(_markers[marker].Index - index) < (double)length / Max)
        {
            Move(marker, item, index);
        }
        else if (_count >= Max)
        {
            var oldest = 0;
            for (var i = 1; i < _count; i++)
            {
                oldest = _markers[i].Used < _markers[oldest].Used ? i : oldest;
            }
            Move(oldest, item, index);
        }
        else
        {
            if (_count == _markers.Length)
            {
                Array.Resize(ref _markers, Math.Min(Max, _count * 2));
            }
            _markers[_count++] = new() { Item = item, Index = index, Used = _time++ };
            item.Marker = true;
        }
    }

    private void Move(int marker, Item item, int index)
    {
        ref var moved = ref _markers[marker];
        if (!ReferenceEquals(moved.Item, item))
        {
            moved.Item.Marker = false;
            moved.Item = item;
            item.Marker = true;
        }
        moved.Index = index;
        moved.Used = _time++;
    }

    private void RemoveAt(int marker)
    {
        _markers[marker] = _markers[--_count];
        _markers[_count] = default;
    }
}
