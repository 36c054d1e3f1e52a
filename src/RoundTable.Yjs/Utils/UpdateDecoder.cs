using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Utils;

/// <summary>What the two update formats have in common for a reader (Yjs: <c>utils/UpdateDecoder.js</c>).</summary>
internal interface IUpdateDecoder
{
    ulong ReadRestVarUint();

    int ReadClientCount();

    int ReadStructCount();

    ulong ReadClient();

    byte ReadInfo();

    Id ReadLeftId();

    Id ReadRightId();

    bool ReadParentInfo();

    string ReadString();

    Structs.ContentString ReadText();

    int ReadTypeRef();

    int ReadLength();

    object? ReadAny();

    object? ReadJson();

    byte[] ReadBytes();

    string ReadKey();

    void ResetDeleteClock();

    long ReadDeleteClock();

    long ReadDeleteLength();

    /// <summary>Elements that a content may announce without reading them first.</summary>
    int Remaining { get; }
}

/// <summary>Update format V1: everything in one stream.</summary>
internal ref struct UpdateDecoderV1(ReadOnlySpan<byte> update) : IUpdateDecoder
{
    private ByteReader _rest = new(update);

    public readonly int Remaining => _rest.Remaining;

    /// <summary>What follows the delete set.</summary>
    public readonly ReadOnlySpan<byte> Rest() => _rest.Rest();

    public ulong ReadRestVarUint() => _rest.ReadVarUint();

    public int ReadClientCount() => _rest.ReadCount(2);

    public int ReadStructCount() => _rest.ReadCount(2);

    public ulong ReadClient() => _rest.ReadVarUint();

    public byte ReadInfo() => _rest.ReadUInt8();

    public Id ReadLeftId() => new(_rest.ReadVarUint(), (long)_rest.ReadVarUint());

    public Id ReadRightId() => new(_rest.ReadVarUint(), (long)_rest.ReadVarUint());

    public bool ReadParentInfo() => _rest.ReadVarUint() == 1;

    public string ReadString() => _rest.ReadVarString();

    public Structs.ContentString ReadText() => new(_rest.ReadVarString());

    public int ReadTypeRef() => _rest.ReadRun();

    public int ReadLength() => _rest.ReadRun();

    public object? ReadAny() => Any.Read(ref _rest);

    public object? ReadJson() => JsonText.Parse(_rest.ReadVarString());

    public byte[] ReadBytes() => _rest.ReadVarBytes().ToArray();

    public string ReadKey() => _rest.ReadVarString();

    public readonly void ResetDeleteClock()
    {
    }

    public long ReadDeleteClock() => (long)_rest.ReadVarUint();

    public long ReadDeleteLength() => (long)_rest.ReadVarUint();
}
