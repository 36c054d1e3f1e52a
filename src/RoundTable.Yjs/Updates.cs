using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>
/// Work on updates without a document (Yjs: <c>utils/updates.js</c>). Every method throws
/// <see cref="MalformedUpdateException"/> when its bytes are not what they should be.
/// </summary>
public static partial class Updates
{
    /// <summary>One V1 update that holds what all of them hold; a single one is returned as it is.</summary>
    /// <param name="updates">V1 updates in any order, also overlapping.</param>
    public static byte[] Merge(params IReadOnlyList<byte[]> updates) => MergeAny(updates, v2: false, own: false);

    /// <summary>The same of bytes that are part of something larger; they are only read.</summary>
    /// <param name="updates">V1 updates in any order, also overlapping.</param>
    public static byte[] Merge(ReadOnlySpan<ReadOnlyMemory<byte>> updates)
    {
        var decoded = new DecodedUpdate[updates.Length];
        for (var i = 0; i < decoded.Length; i++)
        {
            decoded[i] = DecodedUpdate.Read(updates[i].Span, v2: false);
        }
        return Merge(decoded, v2: false);
    }

    /// <summary>One V2 update that holds what all of them hold; a single one is returned as it is.</summary>
    /// <param name="updates">V2 updates in any order, also overlapping.</param>
    public static byte[] MergeV2(params IReadOnlyList<byte[]> updates) => MergeAny(updates, v2: true, own: false);

    /// <summary>The part of a V1 update that a replica with the given state vector lacks; its deletes are kept whole.</summary>
    public static byte[] Diff(ReadOnlySpan<byte> update, ReadOnlySpan<byte> stateVector) => Diff(DecodedUpdate.Read(update, v2: false), stateVector, v2: false);

    /// <summary>The same for V2.</summary>
    public static byte[] DiffV2(ReadOnlySpan<byte> update, ReadOnlySpan<byte> stateVector) => Diff(DecodedUpdate.Read(update, v2: true), stateVector, v2: true);

    /// <summary>The state vector of a document that got only this V1 update.</summary>
    public static byte[] EncodeStateVector(ReadOnlySpan<byte> update) => StateVectorOf(DecodedUpdate.Read(update, v2: false));

    /// <summary>The state vector of a document that got only this V2 update.</summary>
    public static byte[] EncodeStateVectorV2(ReadOnlySpan<byte> update) => StateVectorOf(DecodedUpdate.Read(update, v2: true));

    /// <summary>The same structs and deletes in format V2; ranges of deletes that stand in disorder are sorted, which V2 needs.</summary>
    public static byte[] ConvertV1ToV2(byte[] update) => Convert(DecodedUpdate.Read(update, v2: false), new UpdateEncoderV2());

    /// <summary>The same structs and deletes in format V1.</summary>
    public static byte[] ConvertV2ToV1(byte[] update) => Convert(DecodedUpdate.Read(update, v2: true), new UpdateEncoderV1());

    /// <summary>Which clocks a V1 update spans, by client.</summary>
    public static UpdateMeta ParseMeta(ReadOnlySpan<byte> update) => MetaOf(DecodedUpdate.Read(update, v2: false));

    /// <summary>Which clocks a V2 update spans, by client.</summary>
    public static UpdateMeta ParseMetaV2(ReadOnlySpan<byte> update) => MetaOf(DecodedUpdate.Read(update, v2: true));

    /// <summary>Merges what a document keeps waiting.</summary>
    internal static byte[] MergeOwn(params IReadOnlyList<byte[]> updates) => MergeAny(updates, v2: true, own: true);

    internal static byte[] DiffOwn(byte[] update, ReadOnlySpan<byte> stateVector) => Diff(DecodedUpdate.ReadOwn(update), stateVector, v2: true);

    internal static byte[] ConvertOwnToV1(byte[] update) => Convert(DecodedUpdate.ReadOwn(update), new UpdateEncoderV1());

    private static UpdateEncoder Encoder(bool v2) => v2 ? new UpdateEncoderV2() : new UpdateEncoderV1();

    private static byte[] Convert(DecodedUpdate update, UpdateEncoder encoder)
    {
        var writer = new StructWriter(encoder);
        var reader = new StructReader(update, filterSkips: false);
        for (var current = reader.Current; current is not null; current = reader.Next())
        {
            writer.Write(current, 0);
        }
        writer.Finish();
        update.Deletes.Write(encoder);
        return encoder.ToArray();
    }

    private static byte[] Diff(DecodedUpdate decoded, ReadOnlySpan<byte> stateVector, bool v2)
    {
        var target = StateVector.Read(stateVector);
        var encoder = Encoder(v2);
        var writer = new StructWriter(encoder);
        var reader = new StructReader(decoded, filterSkips: false);
        while (reader.Current is { } current)
        {
            var clock = target.GetValueOrDefault(current.Client);
            if (current is Skip || current.End <= clock)
            {
                reader.Next();
                continue;
            }
            writer.Write(current, (int)Math.Max(clock - current.Clock, 0));
            while (reader.Next() is { } next && next.Client == current.Client)
            {
                writer.Write(next, 0);
            }
        }
        writer.Finish();
        decoded.Deletes.Write(encoder);
        return encoder.ToArray();
    }

    private static byte[] StateVectorOf(DecodedUpdate update)
    {
        var counted = new List<(ulong Client, long Clock)>();
        var reader = new StructReader(update, filterSkips: false);
        while (reader.Current is { } first)
        {
            var counting = first.Clock == 0;
            var clock = 0L;
            for (var current = first; current is not null && current.Client == first.Client; current = reader.Next())
            {
                counting &= current is not Skip;
                clock = counting ? current.End : clock;
            }
            if (clock != 0)
            {
                counted.Add((first.Client, clock));
            }
        }
        var output = new ByteWriter();
        output.WriteVarUint((ulong)counted.Count);
        foreach (var (client, clock) in counted)
        {
            output.WriteVarUint(client);
            output.WriteVarUint(clock);
        }
        return output.ToArray();
    }

    private static UpdateMeta MetaOf(DecodedUpdate update)
    {
        var from = new Dictionary<ulong, long>();
        var to = new Dictionary<ulong, long>();
        var reader = new StructReader(update, filterSkips: false);
        for (var previous = reader.Current; previous is not null;)
        {
            from[previous.Client] = previous.Clock;
            var current = previous;
            while (current is not null && current.Client == previous.Client)
            {
                to[current.Client] = current.End;
                current = reader.Next();
            }
            previous = current;
        }
        return new(from, to);
    }
}
