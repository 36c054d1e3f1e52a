using System.Text;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Reads a text as a delta, as it is or as it was (Yjs: <c>YText.toDelta</c>).</summary>
internal sealed class DeltaReader(Snapshot? snapshot, Snapshot? previous, Func<string, Id, YObject>? describe)
{
    private const string ChangeKey = "ychange";
    private readonly List<DeltaOp> _ops = [];
    private readonly AttributeMap _attributes = new();
    private readonly StringBuilder _text = new();
    private (ulong Client, string Kind)? _change;

    public IReadOnlyList<DeltaOp> Read(Item? start)
    {
        for (var item = start; item is not null; item = item.Right)
        {
            if (IsVisible(item, snapshot) || (previous is not null && IsVisible(item, previous)))
            {
                ReadItem(item);
            }
        }
        Pack();
        return _ops;
    }

    private void ReadItem(Item item)
    {
        switch (item.Content)
        {
            case ContentString text:
                NoteChange(item);
                _text.Append(text.Text);
                break;
            case ContentType or ContentEmbed:
                Pack();
                _ops.Add(DeltaOp.Inserting(item.Content.ValueAt(0), CurrentAttributes()));
                break;
            case ContentFormat format when IsVisible(item, snapshot):
                Pack();
                _attributes.Pass(format.Key, format.Value);
                break;
            default:
                break;
        }
    }

    private void NoteChange(Item item)
    {
        string? kind = null;
        if (snapshot is not null && !IsVisible(item, snapshot))
        {
            kind = "removed";
        }
        else if (previous is not null && !IsVisible(item, previous))
        {
            kind = "added";
        }
        if (kind is null)
        {
            if (_attributes.Has(ChangeKey))
            {
                Pack();
                _attributes.Remove(ChangeKey);
                _change = null;
            }
        }
        else if (_change is not { } change || change.Client != item.Client || change.Kind != kind)
        {
            Pack();
            _attributes.Set(ChangeKey, describe?.Invoke(kind, item.Id) ?? new YObject { { "type", kind } });
            _change = describe is null ? null : (item.Client, kind);
        }
    }

    private void Pack()
    {
        if (_text.Length > 0)
        {
            _ops.Add(DeltaOp.Inserting(_text.ToString(), CurrentAttributes()));
            _text.Clear();
        }
    }

    private YObject? CurrentAttributes() => _attributes.Count == 0 ? null : _attributes.ToObject();

    private static bool IsVisible(Item item, Snapshot? snapshot) => snapshot is null ? !item.Deleted : snapshot.Shows(item);
}
