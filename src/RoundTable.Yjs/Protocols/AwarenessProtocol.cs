using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>
/// The bytes of presence (y-protocols: <c>awareness.js</c>).
/// <code>  #clients, per client: client, clock, state as JSON text (null = gone)  </code>
/// </summary>
public static class AwarenessProtocol
{
    /// <summary>Encodes entries in the order given.</summary>
    public static byte[] Encode(IReadOnlyList<AwarenessEntry> entries)
    {
        var output = new ByteWriter();
        output.WriteVarUint((ulong)entries.Count);
        foreach (var entry in entries)
        {
            output.WriteVarUint(entry.Client);
            output.WriteVarUint(entry.Clock);
            output.WriteVarString(JsonText.Stringify(entry.State));
        }
        return output.ToArray();
    }

    /// <summary>Reads all entries of an awareness update.</summary>
    /// <exception cref="MalformedUpdateException">Not an awareness update.</exception>
    public static IReadOnlyList<AwarenessEntry> Decode(ReadOnlySpan<byte> update)
    {
        var input = new ByteReader(update);
        var entries = new AwarenessEntry[input.ReadCount(3)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(input.ReadVarUint(), (long)input.ReadVarUint(), JsonText.Parse(input.ReadVarString()));
        }
        return entries;
    }

    /// <summary>Writes a plain value as the JSON text that Yjs would write.</summary>
    public static string ToJson(object? value) => JsonText.Stringify(Values.Normalize(value));

    /// <summary>Reads a plain value from JSON text.</summary>
    /// <exception cref="MalformedUpdateException">Not JSON, or nested deeper than <see cref="Limits.ValueDepth"/>.</exception>
    public static object? FromJson(ReadOnlySpan<char> json) => JsonText.Parse(json);
}
