using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Doc
{
    private const int KeptBuffer = 256;
    private UpdateEncoderV1? _encoder;

    /// <summary>
    /// Encodes, in format V1, everything that a replica with the given state vector lacks, and all deletes
    /// (Yjs: <c>encodeStateAsUpdate</c>).
    /// </summary>
    /// <param name="targetStateVector">What the other side has, as its <see cref="EncodeStateVector"/>; empty means nothing.</param>
    /// <exception cref="MalformedUpdateException">Not a state vector.</exception>
    public byte[] EncodeStateAsUpdate(ReadOnlySpan<byte> targetStateVector = default)
    {
        var state = EncodeState(new UpdateEncoderV1(), targetStateVector);
        return HasPending ? Updates.Merge([state, .. PendingFor(targetStateVector).Select(Updates.ConvertOwnToV1)]) : state;
    }

    /// <summary>The same in format V2.</summary>
    /// <param name="targetStateVector">What the other side has, as its <see cref="EncodeStateVector"/>; empty means nothing.</param>
    /// <exception cref="MalformedUpdateException">Not a state vector.</exception>
    public byte[] EncodeStateAsUpdateV2(ReadOnlySpan<byte> targetStateVector = default)
    {
        var state = EncodeState(new UpdateEncoderV2(), targetStateVector);
        return HasPending ? Updates.MergeOwn([state, .. PendingFor(targetStateVector)]) : state;
    }

    /// <summary>Encodes which clock each client has reached; waiting structs do not count.</summary>
    public byte[] EncodeStateVector() => StateVector.Encode(Store);

    /// <summary>The next clock of a client; 0 when nothing of it is known.</summary>
    public long GetState(ulong client) => Store.GetState(client);

    private byte[] EncodeState(UpdateEncoder encoder, ReadOnlySpan<byte> targetStateVector)
    {
        var target = StateVector.Read(targetStateVector);
        var clients = Store.Descending();
        var count = 0;
        foreach (var structs in clients)
        {
            if (structs.State > target.GetValueOrDefault(structs.Client))
            {
                clients[count++] = structs;
            }
        }
        encoder.Rest.WriteVarUint((ulong)count);
        foreach (var structs in clients.AsSpan(0, count))
        {
            WriteStructs(encoder, structs, target.GetValueOrDefault(structs.Client));
        }
        DeleteSet.FromStore(Store).Write(encoder);
        return encoder.ToArray();
    }

    private List<byte[]> PendingFor(ReadOnlySpan<byte> targetStateVector)
    {
        var waiting = new List<byte[]>();
        if (Store.PendingDeletes is { } deletes)
        {
            waiting.Add(deletes);
        }
        if (Store.PendingStructs is { } pending)
        {
            waiting.Add(Updates.DiffOwn(pending.Update, targetStateVector));
        }
        return waiting;
    }

    /// <summary>Encodes with a buffer that is kept while updates are small.</summary>
    private byte[] EncodeTransactionV1(Transaction transaction)
    {
        var encoder = _encoder ?? new UpdateEncoderV1();
        encoder.Rest.Clear();
        var update = EncodeTransaction(transaction, encoder);
        _encoder = update.Length <= KeptBuffer ? encoder : null;
        return update;
    }

    /// <summary>What a transaction added and deleted, as the store has it after collecting and merging.</summary>
    internal static byte[] EncodeTransaction(Transaction transaction, UpdateEncoder encoder)
    {
        var moved = 0;
        for (var i = 0; i < transaction.TouchedCount; i++)
        {
            moved += transaction.TouchedAt(i).Structs.State > transaction.TouchedAt(i).Before ? 1 : 0;
        }
        encoder.Rest.WriteVarUint((ulong)moved);
        if (transaction.TouchedCount == 1)
        {
            WriteMoved(encoder, transaction.TouchedAt(0));
        }
        else if (moved > 0)
        {
            foreach (var each in transaction.TouchedDescending())
            {
                WriteMoved(encoder, each);
            }
        }
        if (transaction.HasDeletes)
        {
            transaction.Deletes.SortAndMerge();
            transaction.Deletes.Write(encoder);
        }
        else
        {
            encoder.Rest.WriteVarUint(0UL);
        }
        return encoder.ToArray();
    }

    private static void WriteMoved(UpdateEncoder encoder, Touched touched)
    {
        if (touched.Structs.State > touched.Before)
        {
            WriteStructs(encoder, touched.Structs, touched.Before);
        }
    }

    /// <summary>Writes a client's structs from a clock on; the first is cut by the offset (Yjs: <c>writeStructs</c>).</summary>
    private static void WriteStructs(UpdateEncoder encoder, ClientStructs structs, long clock)
    {
        var first = structs.IndexOf(clock);
        encoder.Rest.WriteVarUint((ulong)(structs.Count - first));
        encoder.WriteClient(structs.Client);
        encoder.Rest.WriteVarUint(clock);
        structs[first].Write(encoder, (int)(clock - structs[first].Clock));
        foreach (var each in structs.All[(first + 1)..])
        {
            each.Write(encoder, 0);
        }
    }
}
