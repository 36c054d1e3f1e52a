using System.Text.Json.Nodes;
using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Conformance;

/// <summary>The primitive codecs by their names in the cases.</summary>
public static class Codecs
{
    public static byte[] Encode(string name, JsonArray values)
    {
        switch (name)
        {
            case "uintoptrle":
                var runs = new UintOptRleWriter();
                Each(values, value => runs.Write((ulong)value!));
                return runs.Finish().ToArray();
            case "intdiffoptrle":
                var differences = new IntDiffOptRleWriter();
                Each(values, value => differences.Write((long)value!));
                return differences.Finish().ToArray();
            case "rle8":
                var bytes = new RleWriter();
                Each(values, value => bytes.Write((byte)value!));
                return bytes.Output.ToArray();
            case "string":
                var strings = new StringColumnWriter();
                Each(values, value => strings.Write((string)value!));
                return strings.Finish().ToArray();
            default:
                var output = new ByteWriter();
                Each(values, value => EncodePlain(name, output, TaggedValues.Read(value)));
                return output.ToArray();
        }
    }

    public static JsonArray Decode(string name, byte[] bytes, int count)
    {
        var values = new JsonArray();
        var input = new ByteReader(bytes);
        var runs = new UintOptRleReader(bytes);
        var differences = new IntDiffOptRleReader(bytes);
        var raw = new RleReader(bytes);
        var strings = name == "string" ? new StringColumnReader(bytes) : default;
        for (var i = 0; i < count; i++)
        {
            values.Add(name switch
            {
                "uintoptrle" => JsonValue.Create(runs.Read()),
                "intdiffoptrle" => JsonValue.Create(differences.Read()),
                "rle8" => JsonValue.Create(raw.Read()),
                "string" => JsonValue.Create(strings.Read()),
                "varuint" => JsonValue.Create(input.ReadVarUint()),
                "varint" => DecodeVarInt(ref input),
                "varstring" => JsonValue.Create(input.ReadVarString()),
                "any" => Dumps.Value(Any.Read(ref input)),
                _ => throw new NotSupportedException(name),
            });
        }
        return values;
    }

    private static JsonNode? DecodeVarInt(ref ByteReader input)
    {
        var value = input.ReadVarInt(out var negative);
        return Dumps.Value(value == 0 && negative ? -0.0 : (double)value);
    }

    private static void EncodePlain(string name, ByteWriter output, object? value)
    {
        switch (name)
        {
            case "varuint":
                output.WriteVarUint((ulong)(double)value!);
                break;
            case "varint":
                output.WriteVarInt((ulong)Math.Abs((double)value!), double.IsNegative((double)value));
                break;
            case "varstring":
                output.WriteVarString((string)value!);
                break;
            case "any":
                Any.Write(output, value);
                break;
            default:
                throw new NotSupportedException(name);
        }
    }

    private static void Each(JsonArray values, Action<JsonNode?> write)
    {
        foreach (var value in values)
        {
            write(value);
        }
    }
}
