using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Snapshot
{
    /// <summary>The snapshot in format V1: delete set, then state vector.</summary>
    public byte[] Encode() => Encode(new UpdateEncoderV1());

    /// <summary>The snapshot in format V2.</summary>
    public byte[] EncodeV2() => Encode(new UpdateEncoderV2());

    /// <summary>Reads a snapshot in format V1.</summary>
    /// <exception cref="MalformedUpdateException">Not a snapshot.</exception>
    public static Snapshot Decode(ReadOnlySpan<byte> bytes)
    {
        var decoder = new UpdateDecoderV1(bytes);
        var deletes = DeleteSet.Read(ref decoder);
        return new(deletes, StateVector.Read(decoder.Rest()));
    }

    /// <summary>Reads a snapshot in format V2.</summary>
    /// <exception cref="MalformedUpdateException">Not a snapshot.</exception>
    public static Snapshot DecodeV2(ReadOnlySpan<byte> bytes)
    {
        var decoder = UpdateDecoderV2.ForDeletes(bytes);
        var deletes = DeleteSet.Read(ref decoder);
        return new(deletes, StateVector.Read(decoder.Rest()));
    }

    private byte[] Encode(UpdateEncoder encoder)
    {
        Deletes.Write(encoder);
        StateVector.Write(encoder.Rest, State);
        return encoder.Rest.ToArray();
    }
}
