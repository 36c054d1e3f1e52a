using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Joins steps of the same kind into the delta of a list.</summary>
internal sealed class DeltaBuilder
{
    private readonly List<DeltaOp> _ops = [];
    private readonly List<object?> _inserted = [];
    private int _deleted;
    private int _retained;

    public void Insert(Item item)
    {
        Flush(ref _deleted, DeltaOp.Deleting);
        FlushRetain();
        if (!item.Countable)
        {
            return;
        }
        for (var i = 0; i < item.Length; i++)
        {
            _inserted.Add(item.Content.ValueAt(i));
        }
    }

    public void Delete(int length)
    {
        FlushInsert();
        FlushRetain();
        _deleted += length;
    }

    public void Retain(int length)
    {
        FlushInsert();
        Flush(ref _deleted, DeltaOp.Deleting);
        _retained += length;
    }

    public IReadOnlyList<DeltaOp> Finish()
    {
        FlushInsert();
        Flush(ref _deleted, DeltaOp.Deleting);
        return _ops;
    }

    private void FlushRetain() => Flush(ref _retained, static length => DeltaOp.Retaining(length));

    private void FlushInsert()
    {
        if (_inserted.Count > 0)
        {
            _ops.Add(DeltaOp.Inserting(_inserted.ToArray()));
            _inserted.Clear();
        }
    }

    private void Flush(ref int length, Func<int, DeltaOp> create)
    {
        if (length > 0)
        {
            _ops.Add(create(length));
            length = 0;
        }
    }
}
