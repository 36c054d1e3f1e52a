using System.Text;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Turns what a transaction did to a text into a delta (Yjs: <c>YTextEvent.delta</c>).</summary>
internal sealed class TextEventReader(Transaction changes)
{
    private readonly List<DeltaOp> _ops = [];
    private readonly AttributeMap _current = new();
    private readonly AttributeMap _old = new();
    private readonly YObject _retained = [];
    private readonly StringBuilder _text = new();
    private Step _step;
    private int _length;

    private enum Step
    {
        None,
        Insert,
        Delete,
        Retain,
    }

    public IReadOnlyList<DeltaOp> Read(Transaction cleanup, Item? start)
    {
        for (var item = start; item is not null; item = item.Right)
        {
            switch (item.Content)
            {
                case ContentType or ContentEmbed:
                    ReadEmbed(item);
                    break;
                case ContentString text:
                    ReadText(item, text);
                    break;
                case ContentFormat format:
                    ReadFormat(cleanup, item, format);
                    break;
                default:
                    break;
            }
        }
        Flush();
        while (_ops.Count > 0 && _ops[^1] is { Retain: > 0, Attributes: null })
        {
            _ops.RemoveAt(_ops.Count - 1);
        }
        return _ops;
    }

    private void ReadEmbed(Item item)
    {
        if (changes.Adds(item))
        {
            if (!changes.Removes(item))
            {
                Flush();
                _ops.Add(DeltaOp.Inserting(item.Content.ValueAt(0), InsertAttributes()));
            }
        }
        else
        {
            ReadKnown(item);
        }
    }

    private void ReadText(Item item, ContentString text)
    {
        if (!changes.Adds(item))
        {
            ReadKnown(item);
        }
        else if (!changes.Removes(item))
        {
            Go(Step.Insert);
            _text.Append(text.Text);
        }
    }

    private void ReadKnown(Item item)
    {
        if (changes.Removes(item))
        {
            Go(Step.Delete);
            _length += item.Length;
        }
        else if (!item.Deleted)
        {
            Go(Step.Retain);
            _length += item.Length;
        }
    }

    private void ReadFormat(Transaction cleanup, Item item, ContentFormat format)
    {
        if (changes.Adds(item))
        {
            if (!changes.Removes(item))
            {
                ReadAdded(cleanup, item, format);
            }
        }
        else if (changes.Removes(item))
        {
            ReadRemoved(format);
        }
        else if (!item.Deleted)
        {
            ReadKept(cleanup, item, format);
        }
        if (!item.Deleted)
        {
            if (_step == Step.Insert)
            {
                Flush();
            }
            _current.Pass(format.Key, format.Value);
        }
    }

    private void ReadAdded(Transaction cleanup, Item item, ContentFormat format)
    {
        if (!AttributeMap.AreEqual(_current.Get(format.Key), format.Value))
        {
            FlushRetain();
            if (AttributeMap.AreEqual(format.Value, _old.Get(format.Key)))
            {
                _retained.Remove(format.Key);
            }
            else
            {
                _retained.Set(format.Key, format.Value);
            }
        }
        else if (format.Value is not null)
        {
            item.Delete(cleanup);
        }
    }

    private void ReadRemoved(ContentFormat format)
    {
        _old.Set(format.Key, format.Value);
        var current = _current.Get(format.Key);
        if (!AttributeMap.AreEqual(current, format.Value))
        {
            FlushRetain();
            _retained.Set(format.Key, current);
        }
    }

    private void ReadKept(Transaction cleanup, Item item, ContentFormat format)
    {
        _old.Set(format.Key, format.Value);
        if (!_retained.TryGet(format.Key, out var retained))
        {
            return;
        }
        if (!AttributeMap.AreEqual(retained, format.Value))
        {
            FlushRetain();
            if (format.Value is null)
            {
                _retained.Remove(format.Key);
            }
            else
            {
                _retained.Set(format.Key, format.Value);
            }
        }
        else if (retained is not null)
        {
            item.Delete(cleanup);
        }
    }

    private void Go(Step step)
    {
        if (_step != step)
        {
            Flush();
            _step = step;
        }
    }

    private void FlushRetain()
    {
        if (_step == Step.Retain)
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_step == Step.Insert && _text.Length > 0)
        {
            _ops.Add(DeltaOp.Inserting(_text.ToString(), InsertAttributes()));
        }
        else if (_step == Step.Delete && _length > 0)
        {
            _ops.Add(DeltaOp.Deleting(_length));
        }
        else if (_step == Step.Retain && _length > 0)
        {
            _ops.Add(DeltaOp.Retaining(_length, _retained.Count > 0 ? _retained.Clone() : null));
        }
        _text.Clear();
        _length = 0;
        _step = Step.None;
    }

    private YObject? InsertAttributes()
    {
        if (_current.Count == 0)
        {
            return null;
        }
        var attributes = new YObject();
        foreach (var (key, value) in _current.Entries)
        {
            if (value is not null)
            {
                attributes.Set(key, value);
            }
        }
        return attributes;
    }
}
