using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>
/// Brings the structs of an update into a document, each after those it depends on; what cannot be placed is returned
/// (Yjs: <c>integrateStructs</c> in <c>utils/encoding.js</c>).
/// </summary>
internal ref struct Integrator(Transaction transaction, ClientBlock[] blocks)
{
    private readonly StructStore _store = transaction.Store;
    private readonly Dictionary<ulong, ClientBlock>? _byClient = blocks.Length > 1 ? Index(blocks) : null;
    private ClientBlock[] _order = blocks;
    private int _left;
    private List<Struct>? _stack;
    private Dictionary<ulong, List<Struct>>? _rest;
    private Dictionary<ulong, long>? _missing;

    /// <summary>Integrates all that can be.</summary>
    /// <returns>What must wait, or null.</returns>
    public PendingStructs? Run()
    {
        if (_byClient is not null)
        {
            _order = [.. _byClient.Values];
            Array.Sort(_order, static (a, b) => a.Client.CompareTo(b.Client));
        }
        _left = _order.Length;
        var block = NextBlock();
        if (block is null)
        {
            return null;
        }
        var head = Take(block);
        while (true)
        {
            if (head is not Skip && Place(head, out var dependency))
            {
                head = dependency!;
                continue;
            }
            if (_stack is { Count: > 0 } stack)
            {
                head = stack[^1];
                stack.RemoveAt(stack.Count - 1);
                continue;
            }
            if (block.IsDone)
            {
                block = NextBlock();
                if (block is null)
                {
                    break;
                }
            }
            head = Take(block);
        }
        return _rest is null ? null : new PendingStructs(_missing!, EncodeRest([.. _rest.Values]));
    }

    /// <summary>Integrates a struct, puts it aside, or names the one that must come first.</summary>
    /// <returns>Whether <paramref name="dependency"/> is to be tried next.</returns>
    private bool Place(Struct head, out Struct? dependency)
    {
        dependency = null;
        var offset = _store.GetState(head.Client) - head.Clock;
        if (offset < 0)
        {
            Push(head);
            Miss(head.Client, head.Clock - 1);
            PutStackAside();
            return false;
        }
        var item = head as Item;
        if (item is not null && !item.Resolve(transaction, _store, out var missing))
        {
            Push(head);
            if (Block(missing) is { IsDone: false } other)
            {
                dependency = Take(other);
                return true;
            }
            Miss(missing, _store.GetState(missing));
            PutStackAside();
            return false;
        }
        if (offset < head.Length)
        {
            if (item is not null)
            {
                item.Integrate(transaction, (int)offset);
            }
            else
            {
                _store.Add(transaction, offset == 0 ? head : new GcStruct(head.Client, head.Clock + offset, (int)(head.Length - offset)));
            }
        }
        return false;
    }

    private readonly ClientBlock? Block(ulong client)
    {
        if (_byClient is not null)
        {
            return _byClient.GetValueOrDefault(client);
        }
        return _order[0].Client == client ? _order[0] : null;
    }

    private ClientBlock? NextBlock()
    {
        while (_left > 0)
        {
            var block = _order[_left - 1];
            if (!block.IsDone)
            {
                return block;
            }
            _left--;
        }
        return null;
    }

    private static Struct Take(ClientBlock block) => block.Structs[block.Next++];

    private void Push(Struct item) => (_stack ??= []).Add(item);

    private void Miss(ulong client, long clock)
    {
        _missing ??= [];
        if (!_missing.TryGetValue(client, out var known) || known > clock)
        {
            _missing[client] = clock;
        }
    }

    /// <summary>Everything on the stack, with all that follows it of the same clients, must wait.</summary>
    private void PutStackAside()
    {
        _rest ??= [];
        foreach (var item in _stack!)
        {
            var waiting = new List<Struct> { item };
            if (Block(item.Client) is { } block)
            {
                waiting.AddRange(block.Structs.AsSpan(block.Next));
                block.Next = block.Structs.Length;
            }
            _rest[item.Client] = waiting;
        }
        _stack.Clear();
    }

    private static byte[] EncodeRest(List<Struct>[] rest)
    {
        Array.Sort(rest, static (a, b) => b[0].Client.CompareTo(a[0].Client));
        var encoder = new UpdateEncoderV2();
        encoder.Rest.WriteVarUint((ulong)rest.Length);
        foreach (var structs in rest)
        {
            encoder.Rest.WriteVarUint((ulong)structs.Count);
            encoder.WriteClient(structs[0].Client);
            encoder.Rest.WriteVarUint(structs[0].Clock);
            foreach (var item in structs)
            {
                item.Write(encoder, 0);
            }
        }
        encoder.Rest.WriteVarUint(0UL);
        return encoder.ToArray();
    }

    private static Dictionary<ulong, ClientBlock> Index(ClientBlock[] blocks)
    {
        var index = new Dictionary<ulong, ClientBlock>(blocks.Length);
        foreach (var block in blocks)
        {
            index[block.Client] = block;
        }
        return index;
    }
}
