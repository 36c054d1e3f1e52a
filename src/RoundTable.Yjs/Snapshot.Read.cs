using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Snapshot
{
    /// <summary>Whether two snapshots show the same.</summary>
    public bool ContentEquals(Snapshot other)
    {
        if (State.Count != other.State.Count)
        {
            return false;
        }
        foreach (var (client, clock) in State)
        {
            if (!other.State.TryGetValue(client, out var theirs) || theirs != clock)
            {
                return false;
            }
        }
        return Deletes.ContentEquals(other.Deletes);
    }

    /// <summary>Whether a document as of this snapshot has everything that a V1 update brings.</summary>
    /// <exception cref="MalformedUpdateException">Not an update.</exception>
    public bool Contains(ReadOnlySpan<byte> update)
    {
        var decoded = DecodedUpdate.Read(update, v2: false);
        foreach (var block in decoded.Blocks)
        {
            foreach (var item in block.Structs)
            {
                if (item.End > State.GetValueOrDefault(item.Client))
                {
                    return false;
                }
            }
        }
        return Deletes.ContentEquals(DeleteSet.Merge(Deletes, decoded.Deletes));
    }

    /// <summary>Brings a document back as it was.</summary>
    /// <param name="source">The document of which this is a snapshot; it must not collect garbage.</param>
    /// <param name="target">An empty document to fill.</param>
    /// <exception cref="InvalidOperationException">The source collects garbage.</exception>
    public void Restore(Doc source, Doc target)
    {
        if (source.Gc)
        {
            throw new InvalidOperationException("a document that collects garbage cannot go back to a snapshot");
        }
        var encoder = new UpdateEncoderV2();
        source.Transact((Snapshot: this, Encoder: encoder), static (s, transaction) => s.Snapshot.WriteStructs(transaction, s.Encoder), null, true);
        target.ApplyUpdateV2(encoder.ToArray(), "snapshot");
    }

    /// <summary>The entries of a map, or attributes of an element or text, as they were; undefined where the value was collected since.</summary>
    public YObject ReadMap(YType type)
    {
        var entries = new YObject();
        if (type.HasMap)
        {
            foreach (var (key, current) in type.Map)
            {
                var item = current;
                while (item is not null && item.Clock >= State.GetValueOrDefault(item.Client))
                {
                    item = item.Left;
                }
                if (item is not null && Shows(item))
                {
                    entries.Set(key, item.Content is ContentDeleted ? Undefined.Value : item.LastValue);
                }
            }
        }
        return entries;
    }

    /// <summary>The elements of a list as they were.</summary>
    public object?[] ReadList(YType type)
    {
        var values = new List<object?>();
        for (var item = type.Start; item is not null; item = item.Right)
        {
            if (item.Countable && Shows(item))
            {
                for (var i = 0; i < item.Length; i++)
                {
                    values.Add(item.Content.ValueAt(i));
                }
            }
        }
        return [.. values];
    }

    /// <summary>Cuts items at the borders of what the snapshot shows (Yjs: <c>splitSnapshotAffectedStructs</c>).</summary>
    internal void SplitAffected(Transaction transaction)
    {
        foreach (var (client, clock) in State)
        {
            if (clock < transaction.Store.GetState(client))
            {
                transaction.Store.GetCleanStart(transaction, new Id(client, clock));
            }
        }
        StructRange.ForEachDeleted(transaction, Deletes, static _ => { });
    }

    private void WriteStructs(Transaction transaction, UpdateEncoder encoder)
    {
        encoder.Rest.WriteVarUint((ulong)State.Values.Count(static clock => clock > 0));
        foreach (var (client, clock) in State)
        {
            if (clock == 0)
            {
                continue;
            }
            var structs = transaction.Store.Find(client) ?? throw new InvalidOperationException("the snapshot is of another document");
            if (clock < structs.State)
            {
                structs.IndexOfCleanStart(transaction, clock);
            }
            var last = structs.IndexOf(clock - 1);
            encoder.Rest.WriteVarUint((ulong)(last + 1));
            encoder.WriteClient(client);
            encoder.Rest.WriteVarUint(0UL);
            foreach (var each in structs.All[..(last + 1)])
            {
                each.Write(encoder, 0);
            }
        }
        Deletes.Write(encoder);
    }
}
