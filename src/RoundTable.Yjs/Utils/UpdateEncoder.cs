using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Utils;

/// <summary>What the two update formats have in common for a writer (Yjs: <c>utils/UpdateEncoder.js</c>).</summary>
internal abstract class UpdateEncoder
{
    /// <summary>The stream for counts, first clocks, values and the delete set.</summary>
    public ByteWriter Rest { get; protected set; } = new();

    public abstract void WriteClient(ulong client);

    public abstract void WriteInfo(byte info);

    public abstract void WriteLeftId(Id id);

    public abstract void WriteRightId(Id id);

    public abstract void WriteParentInfo(bool isRoot);

    public abstract void WriteString(ReadOnlySpan<char> text);

    public abstract void WriteTypeRef(int typeRef);

    public abstract void WriteLength(int length);

    public abstract void WriteJson(object? value);

    public abstract void WriteKey(string key);

    public abstract void ResetDeleteClock();

    public abstract void WriteDeleteClock(long clock);

    public abstract void WriteDeleteLength(long length);

    public abstract byte[] ToArray();

    /// <summary>Replaces <see cref="Rest"/> by an empty one and returns the old (for writers that learn counts late).</summary>
    public ByteWriter TakeRest()
    {
        var taken = Rest;
        Rest = new();
        return taken;
    }
}

/// <summary>Update format V1: everything in one stream.</summary>
internal sealed class UpdateEncoderV1 : UpdateEncoder
{
    public override void WriteClient(ulong client) => Rest.WriteVarUint(client);

    public override void WriteInfo(byte info) => Rest.WriteUInt8(info);

    public override void WriteLeftId(Id id)
    {
        Rest.WriteVarUint(id.Client);
        Rest.WriteVarUint(id.Clock);
    }

    public override void WriteRightId(Id id) => WriteLeftId(id);

    public override void WriteParentInfo(bool isRoot) => Rest.WriteVarUint(isRoot ? 1UL : 0UL);

    public override void WriteString(ReadOnlySpan<char> text) => Rest.WriteVarString(text);

    public override void WriteTypeRef(int typeRef) => Rest.WriteVarUint((ulong)typeRef);

    public override void WriteLength(int length) => Rest.WriteVarUint((ulong)length);

    public override void WriteJson(object? value) => Rest.WriteVarString(JsonText.Stringify(value));

    public override void WriteKey(string key) => Rest.WriteVarString(key);

    public override void ResetDeleteClock()
    {
    }

    public override void WriteDeleteClock(long clock) => Rest.WriteVarUint(clock);

    public override void WriteDeleteLength(long length) => Rest.WriteVarUint(length);

    public override byte[] ToArray() => Rest.ToArray();
}

/// <summary>Update format V2: nine columns and a rest.</summary>
internal sealed class UpdateEncoderV2 : UpdateEncoder
{
    private readonly IntDiffOptRleWriter _keyClock = new();
    private readonly UintOptRleWriter _client = new();
    private readonly IntDiffOptRleWriter _leftClock = new();
    private readonly IntDiffOptRleWriter _rightClock = new();
    private readonly RleWriter _info = new();
    private readonly StringColumnWriter _string = new();
    private readonly RleWriter _parentInfo = new();
    private readonly UintOptRleWriter _typeRef = new();
    private readonly UintOptRleWriter _length = new();
    private long _nextKey;
    private long _deleteClock;

    public override void WriteClient(ulong client) => _client.Write(client);

    public override void WriteInfo(byte info) => _info.Write(info);

    public override void WriteLeftId(Id id)
    {
        _client.Write(id.Client);
        _leftClock.Write(id.Clock);
    }

    public override void WriteRightId(Id id)
    {
        _client.Write(id.Client);
        _rightClock.Write(id.Clock);
    }

    public override void WriteParentInfo(bool isRoot) => _parentInfo.Write(isRoot ? (byte)1 : (byte)0);

    public override void WriteString(ReadOnlySpan<char> text) => _string.Write(text);

    public override void WriteTypeRef(int typeRef) => _typeRef.Write((ulong)typeRef);

    public override void WriteLength(int length) => _length.Write((ulong)length);

    public override void WriteJson(object? value) => Any.Write(Rest, value);

    // Yjs never re-uses a key's number (its table stays empty), so neither does this.
    public override void WriteKey(string key)
    {
        _keyClock.Write(_nextKey++);
        _string.Write(key);
    }

    public override void ResetDeleteClock() => _deleteClock = 0;

    public override void WriteDeleteClock(long clock)
    {
        Rest.WriteVarUint(clock - _deleteClock);
        _deleteClock = clock;
    }

    public override void WriteDeleteLength(long length)
    {
        Rest.WriteVarUint(length - 1);
        _deleteClock += length;
    }

    public override byte[] ToArray()
    {
        var output = new ByteWriter(Rest.Length + 64);
        output.WriteUInt8(0);
        output.WriteVarBytes(_keyClock.Finish().Written);
        output.WriteVarBytes(_client.Finish().Written);
        output.WriteVarBytes(_leftClock.Finish().Written);
        output.WriteVarBytes(_rightClock.Finish().Written);
        output.WriteVarBytes(_info.Output.Written);
        output.WriteVarBytes(_string.Finish().Written);
        output.WriteVarBytes(_parentInfo.Output.Written);
        output.WriteVarBytes(_typeRef.Finish().Written);
        output.WriteVarBytes(_length.Finish().Written);
        output.WriteBytes(Rest.Written);
        return output.ToArray();
    }
}
