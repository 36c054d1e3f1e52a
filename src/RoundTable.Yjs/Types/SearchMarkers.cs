using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// Remembered positions of a list, so that an index is found from the nearest one instead of from the start
/// (Yjs: <c>ArraySearchMarker</c> in <c>types/AbstractType.js</c>). They influence no bytes.
/// <code>  index = live units before Item  </code>
/// </summary>
internal sealed class SearchMarkers
{
    private const int Max = 80;
    private readonly List<Marker> _markers = new(4);
    private long _time;

    private sealed class Marker(Item item, int index)
    {
        public Item Item { get; set; } = item;

        public int Index { get; set; } = index;

        public long Used { get; set; }
    }

    public void Clear()
    {
        foreach (var marker in _markers)
        {
            marker.Item.Marker = false;
        }
        _markers.Clear();
    }

    /// <summary>An item at or before an index, and the index at which it starts.</summary>
    public (Item Item, int Index) Find(Item start, int index, int length)
    {
        var marker = Nearest(index);
        var item = marker?.Item ?? start;
        var at = marker?.Index ?? 0;
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
        for (var i = _markers.Count - 1; i >= 0; i--)
        {
            var marker = _markers[i];
            if (length > 0 && !MoveToVisible(marker))
            {
                _markers.RemoveAt(i);
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
        foreach (var marker in _markers)
        {
            if (ReferenceEquals(marker.Item, right))
            {
                marker.Item = left;
                left.Marker = true;
                marker.Index -= left.Visible ? left.Length : 0;
            }
        }
    }

    private static bool MoveToVisible(Marker marker)
    {
        var item = marker.Item;
        item.Marker = false;
        while (item is { Visible: false })
        {
            item = item.Left;
            marker.Index -= item is { Visible: true } ? item.Length : 0;
        }
        if (item is null || item.Marker)
        {
            return false;
        }
        marker.Item = item;
        item.Marker = true;
        return true;
    }

    private Marker? Nearest(int index)
    {
        Marker? nearest = null;
        var distance = index;
        foreach (var marker in _markers)
        {
            var d = Math.Abs(index - marker.Index);
            if (nearest is null || d < distance)
            {
                nearest = marker;
                distance = d;
            }
        }
        return nearest;
    }

    private void Remember(Marker? marker, Item item, int index, int length)
    {
        if (marker is not null && Math.Abs(marker.Index - index) < (double)length / Max)
        {
            Move(marker, item, index);
        }
        else if (_markers.Count >= Max)
        {
            var oldest = _markers[0];
            foreach (var each in _markers)
            {
                oldest = each.Used < oldest.Used ? each : oldest;
            }
            Move(oldest, item, index);
        }
        else
        {
            _markers.Add(new(item, index) { Used = _time++ });
            item.Marker = true;
        }
    }

    private void Move(Marker marker, Item item, int index)
    {
        marker.Item.Marker = false;
        marker.Item = item;
        item.Marker = true;
        marker.Index = index;
        marker.Used = _time++;
    }
}
