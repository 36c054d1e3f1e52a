using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Doc
{
    /// <summary>
    /// Applies an update in format V1 as one remote transaction. What depends on updates that have not arrived waits inside the document.
    /// </summary>
    /// <param name="update">Bytes of a V1 update; borrowed until return.</param>
    /// <param name="origin">What observers see as the cause, usually the connection.</param>
    /// <exception cref="MalformedUpdateException">Not an update; the document is unchanged.</exception>
    public void ApplyUpdate(ReadOnlySpan<byte> update, object? origin = null) => Apply(DecodedUpdate.Read(update, v2: false), origin);

    /// <summary>Applies an update in format V2; otherwise as <see cref="ApplyUpdate"/>.</summary>
    /// <param name="update">Bytes of a V2 update; borrowed until return.</param>
    /// <param name="origin">What observers see as the cause, usually the connection.</param>
    /// <exception cref="MalformedUpdateException">Not an update; the document is unchanged.</exception>
    public void ApplyUpdateV2(ReadOnlySpan<byte> update, object? origin = null) => Apply(DecodedUpdate.Read(update, v2: true), origin);

    /// <summary>
    /// Lets go of what waits, as if it had never come: it is in no encoding any more, and nothing that comes later brings it in.
    /// Only for a replica that takes nothing that waits; another one would lose what is still to be completed.
    /// </summary>
    public void DropPending()
    {
        Store.PendingStructs = null;
        Store.PendingDeletes = null;
    }

    private void Apply(DecodedUpdate update, object? origin)
    {
        var outermost = Begin(origin, local: false, out var transaction);
        try
        {
            transaction.Local = false;
            Integrate(transaction, update);
        }
        finally
        {
            if (outermost)
            {
                End(transaction);
            }
        }
    }

    /// <summary>Structs, then what waited, then deletes (Yjs: <c>readUpdateV2</c> in <c>utils/encoding.js</c>).</summary>
    private void Integrate(Transaction transaction, DecodedUpdate update)
    {
        while (true)
        {
            var rest = update.Blocks.Length > 0 ? new Integrator(transaction, update.Blocks).Run() : null;
            var retry = AddPendingStructs(rest);
            ApplyDeletes(transaction, update.Deletes);
            if (!retry)
            {
                return;
            }
            update = DecodedUpdate.ReadOwn(Store.PendingStructs!.Update);
            Store.PendingStructs = null;
        }
    }

    /// <returns>Whether something that waited can go on.</returns>
    private bool AddPendingStructs(PendingStructs? rest)
    {
        var pending = Store.PendingStructs;
        if (pending is null)
        {
            Store.PendingStructs = rest;
            return false;
        }
        var retry = false;
        foreach (var (client, clock) in pending.Missing)
        {
            retry |= clock < Store.GetState(client);
        }
        if (rest is not null)
        {
            foreach (var (client, clock) in rest.Missing)
            {
                if (!pending.Missing.TryGetValue(client, out var known) || known > clock)
                {
                    pending.Missing[client] = clock;
                }
            }
            Store.PendingStructs = pending with { Update = Updates.MergeOwn(pending.Update, rest.Update) };
        }
        return retry;
    }

    private void ApplyDeletes(Transaction transaction, DeleteSet deletes)
    {
        var rest = deletes.IsEmpty ? null : Delete(transaction, deletes);
        if (Store.PendingDeletes is { } waiting)
        {
            var decoder = new UpdateDecoderV2(waiting);
            decoder.ReadClientCount();
            var rest2 = Delete(transaction, DeleteSet.Read(ref decoder));
            rest = rest is not null && rest2 is not null ? Updates.MergeOwn(rest, rest2) : rest ?? rest2;
        }
        Store.PendingDeletes = rest;
    }

    /// <summary>Deletes what is there (Yjs: <c>readAndApplyDeleteSet</c>).</summary>
    /// <returns>What is not there yet, as a V2 update without structs, or null.</returns>
    private byte[]? Delete(Transaction transaction, DeleteSet deletes)
    {
        DeleteSet? unapplied = null;
        foreach (var ranges in deletes.Clients)
        {
            var structs = Store.Find(ranges.Client);
            var state = structs?.State ?? 0;
            foreach (var range in ranges.All)
            {
                if (range.Length == 0)
                {
                    continue;
                }
                if (range.End > state)
                {
                    var from = Math.Max(range.Clock, state);
                    (unapplied ??= new()).Add(ranges.Client, from, range.End - from);
                }
                if (range.Clock < state)
                {
                    DeleteRange(transaction, structs!, range.Clock, range.End);
                }
            }
        }
        if (unapplied is null)
        {
            return null;
        }
        var encoder = new UpdateEncoderV2();
        encoder.Rest.WriteVarUint(0UL);
        unapplied.SortAndMerge();
        unapplied.Write(encoder);
        return encoder.ToArray();
    }

    private static void DeleteRange(Transaction transaction, ClientStructs structs, long clock, long end)
    {
        var index = structs.IndexOf(clock);
        if (structs[index] is Item { Deleted: false } first && first.Clock < clock)
        {
            structs.Insert(++index, first.Split(transaction, (int)(clock - first.Clock)));
        }
        for (; index < structs.Count && structs[index].Clock < end; index++)
        {
            if (structs[index] is not Item { Deleted: false } item)
            {
                continue;
            }
            if (end < item.End)
            {
                structs.Insert(index + 1, item.Split(transaction, (int)(end - item.Clock)));
            }
            item.Delete(transaction);
        }
    }
}
