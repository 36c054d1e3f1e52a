using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Utils;

/// <summary>Update format V2: nine columns and a rest (Yjs: <c>UpdateDecoderV2</c>).</summary>
internal ref struct UpdateDecoderV2 : IUpdateDecoder
{
    private readonly List<string> _keys;
    private IntDiffOptRleReader _keyClock;
    private UintOptRleReader _client;
    private IntDiffOptRleReader _leftClock;
    private IntDiffOptRleReader _rightClock;
    private RleReader _info;
    private StringColumnReader _string;
    private RleReader _parentInfo;
    private UintOptRleReader _typeRef;
    private UintOptRleReader _length;
    private ByteReader _rest;
    private long _deleteClock;
    private int _structsLeft;

    public UpdateDecoderV2(ReadOnlySpan<byte> update)
        : this(update, (int)Math.Min(int.MaxValue, Limits.StructsFree + ((long)update.Length * Limits.StructsPerByte)))
    {
    }

    public UpdateDecoderV2(ReadOnlySpan<byte> update, int mostStructs)
    {
        var reader = new ByteReader(update);
        reader.ReadVarUint();
        _keys = [];
        _keyClock = new(reader.ReadVarBytes());
        _client = new(reader.ReadVarBytes());
        _leftClock = new(reader.ReadVarBytes());
        _rightClock = new(reader.ReadVarBytes());
        _info = new(reader.ReadVarBytes());
        _string = new(reader.ReadVarBytes());
        _parentInfo = new(reader.ReadVarBytes());
        _typeRef = new(reader.ReadVarBytes());
        _length = new(reader.ReadVarBytes());
        _rest = new(reader.Rest());
        _structsLeft = mostStructs;
    }

    public readonly int Remaining => _rest.Remaining;

    public ulong ReadRestVarUint() => _rest.ReadVarUint();

    public int ReadClientCount() => _rest.ReadCount(2);

    public int ReadStructCount()
    {
        var count = _rest.ReadRun();
        if (count > _structsLeft)
        {
            MalformedUpdateException.Throw("more structs than the bytes can pay for");
        }
        _structsLeft -= count;
        return count;
    }

    public ulong ReadClient() => Checked(_client.Read());

    public byte ReadInfo() => _info.Read();

    public Id ReadLeftId() => new(Checked(_client.Read()), Clock(_leftClock.Read()));

    public Id ReadRightId() => new(Checked(_client.Read()), Clock(_rightClock.Read()));

    public bool ReadParentInfo() => _parentInfo.Read() == 1;

    public string ReadString() => _string.Read();

    public Structs.ContentString ReadText()
    {
        var (start, length) = _string.ReadRange();
        return new(_string.Text, start, length);
    }

    public int ReadTypeRef() => Run(_typeRef.Read());

    public int ReadLength() => Run(_length.Read());

    public object? ReadAny() => Any.Read(ref _rest);

    public object? ReadJson() => Any.Read(ref _rest);

    public byte[] ReadBytes() => _rest.ReadVarBytes().ToArray();

    /// <summary>A key: a number seen before names the earlier key, a new one takes the next string.</summary>
    public string ReadKey()
    {
        var clock = _keyClock.Read();
        if (clock >= 0 && clock < _keys.Count)
        {
            return _keys[(int)clock];
        }
        var key = _string.Read();
        _keys.Add(key);
        return key;
    }

    public void ResetDeleteClock() => _deleteClock = 0;

    public long ReadDeleteClock()
    {
        _deleteClock = Clock(_deleteClock + (long)_rest.ReadVarUint());
        return _deleteClock;
    }

    public long ReadDeleteLength()
    {
        var length = (long)_rest.ReadVarUint() + 1;
        _deleteClock = Clock(_deleteClock + length);
        return length;
    }

    /// <summary>A reader of a delete set alone, which has no columns (Yjs: <c>DSDecoderV2</c>).</summary>
    public static UpdateDecoderV2 ForDeletes(ReadOnlySpan<byte> bytes) => new() { _rest = new(bytes) };

    /// <summary>What follows the delete set.</summary>
    public readonly ReadOnlySpan<byte> Rest() => _rest.Rest();

    private static ulong Checked(ulong value)
    {
        if (value > Limits.MaxSafeInteger)
        {
            MalformedUpdateException.Throw("integer out of range");
        }
        return value;
    }

    private static long Clock(long value) => (long)Checked((ulong)value);

    private static int Run(ulong value)
    {
        if (value > Limits.RunLength)
        {
            MalformedUpdateException.Throw("run too long");
        }
        return (int)value;
    }
}
