namespace RoundTable.Yjs;

public readonly ref partial struct UpdateInspection
{
    /// <summary>
    /// Whether applying the update would leave something waiting in the document: a gap before a client's clock, structs that
    /// wait for each other, or a reference or delete of units that neither the document nor the update has. O(structs and deletes).
    /// </summary>
    public bool MissesDependencies => StructsWait() || DeletesWait();

    private bool DeletesWait()
    {
        foreach (var delete in Deletes)
        {
            if (delete.Length > 0 && !Has(new Id(delete.Client, delete.Clock + delete.Length - 1)))
            {
                return true;
            }
        }
        return false;
    }

    private bool StructsWait()
    {
        var state = 0L;
        var leans = false;
        for (var i = 0; i < _count; i++)
        {
            ref readonly var record = ref _records[i];
            if (i == 0 || record.Client != _records[i - 1].Client)
            {
                state = _doc.Store.GetState(record.Client);
            }
            if (record.Kind == StructKind.Skip)
            {
                continue;
            }
            if (record.Clock > state)
            {
                return true;
            }
            state = Math.Max(state, record.End);
            leans |= Leans(in record, record.Origin) || Leans(in record, record.RightOrigin) || Leans(in record, record.ParentId);
        }

        // Typing builds on what the document has: the order is only worth working out for the rest.
        return leans && WaitInOrder();
    }

    /// <summary>Whether a reference of a struct is to a unit that another client must bring first.</summary>
    private bool Leans(in StructRecord record, Id id) =>
        !id.IsNone && id.Client != record.Client && id.Clock >= _doc.Store.GetState(id.Client);

    /// <summary>
    /// Goes through the structs as <see cref="Utils.Integrator"/> does, and stops at the first that it would put aside: not every
    /// order in which they could be placed is one that it finds.
    /// </summary>
    private bool WaitInOrder()
    {
        var blocks = Blocks();
        var stack = new Stack<(int Record, int Block)>();
        for (var b = 0; b < blocks.Length; b++)
        {
            while (!blocks[b].IsDone)
            {
                stack.Push((blocks[b].Next++, b));
                while (stack.TryPeek(out var head))
                {
                    ref readonly var record = ref _records[head.Record];
                    if (record.Kind == StructKind.Skip)
                    {
                        stack.Pop();
                        continue;
                    }
                    if (record.Clock > blocks[head.Block].State)
                    {
                        return true;
                    }
                    if (FirstMissing(in record, blocks) is not { } missing)
                    {
                        blocks[head.Block].State = Math.Max(blocks[head.Block].State, record.End);
                        stack.Pop();
                        continue;
                    }
                    var other = IndexOf(blocks, missing);
                    if (other < 0 || blocks[other].IsDone)
                    {
                        return true;
                    }
                    stack.Push((blocks[other].Next++, other));
                }
            }
        }
        return false;
    }

    private ulong? FirstMissing(in StructRecord record, Block[] blocks) =>
        IsMissing(in record, record.Origin, blocks) ? record.Origin.Client
        : IsMissing(in record, record.RightOrigin, blocks) ? record.RightOrigin.Client
        : IsMissing(in record, record.ParentId, blocks) ? record.ParentId.Client
        : null;

    private bool IsMissing(in StructRecord record, Id id, Block[] blocks) =>
        Leans(in record, id) && (IndexOf(blocks, id.Client) is var block && (block < 0 || id.Clock >= blocks[block].State));

    private Block[] Blocks()
    {
        var blocks = new List<Block>();
        for (var first = 0; first < _count;)
        {
            var end = first + 1;
            while (end < _count && _records[end].Client == _records[first].Client)
            {
                end++;
            }
            blocks.Add(new Block { Client = _records[first].Client, Next = first, End = end, State = _doc.Store.GetState(_records[first].Client) });
            first = end;
        }
        return [.. blocks];
    }

    private static int IndexOf(Block[] blocks, ulong client)
    {
        var left = 0;
        var right = blocks.Length - 1;
        while (left <= right)
        {
            var middle = (left + right) >>> 1;
            if (blocks[middle].Client == client)
            {
                return middle;
            }
            if (blocks[middle].Client > client)
            {
                left = middle + 1;
            }
            else
            {
                right = middle - 1;
            }
        }
        return -1;
    }

    /// <summary>The structs of one client, how far they have been taken, and which clock that brought.</summary>
    private struct Block
    {
        public ulong Client;
        public int Next;
        public int End;
        public long State;

        public readonly bool IsDone => Next == End;
    }
}
