using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Utils;

/// <summary>
/// Which clock each client has reached.
/// <code>  #clients, per client (descending): client, clock  </code>
/// </summary>
internal static class StateVector
{
    public static byte[] Encode(StructStore store)
    {
        var output = new ByteWriter(1 + (store.Clients.Count * 8));
        Write(output, store);
        return output.ToArray();
    }

    public static void Write(ByteWriter output, StructStore store)
    {
        output.WriteVarUint((ulong)store.Clients.Count);
        foreach (var structs in store.Clients.Count > 1 ? store.Descending() : [.. store.Clients])
        {
            output.WriteVarUint(structs.Client);
            output.WriteVarUint(structs.State);
        }
    }

    public static void Write(ByteWriter output, Dictionary<ulong, long> clocks)
    {
        output.WriteVarUint((ulong)clocks.Count);
        foreach (var (client, clock) in clocks.OrderByDescending(static entry => entry.Key))
        {
            output.WriteVarUint(client);
            output.WriteVarUint(clock);
        }
    }

    /// <summary>Reads a vector; empty bytes are the empty one.</summary>
    public static Dictionary<ulong, long> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }
        var reader = new ByteReader(bytes);
        return Read(ref reader);
    }

    public static Dictionary<ulong, long> Read(ref ByteReader reader)
    {
        var count = reader.ReadCount(2);
        var clocks = new Dictionary<ulong, long>(count);
        for (var i = 0; i < count; i++)
        {
            var client = reader.ReadVarUint();
            clocks[client] = (long)reader.ReadVarUint();
        }
        return clocks;
    }
}
