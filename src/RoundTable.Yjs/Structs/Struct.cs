using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>A run of consecutive clocks of one client (Yjs: <c>structs/AbstractStruct.js</c>).</summary>
internal abstract class Struct(ulong client, long clock, int length)
{
    protected const byte FlagDeleted = 4;
    private const int FlagBits = 8;

    // 53 bits of clock and 8 of flags share a word: documents hold many structs.
    private long _clockAndFlags = clock << FlagBits;

    public readonly ulong Client = client;

    /// <summary>Clock units.</summary>
    public int Length = length;

    public long Clock
    {
        get => _clockAndFlags >> FlagBits;
        set => _clockAndFlags = (value << FlagBits) | (_clockAndFlags & 0xFF);
    }

    public Id Id => new(Client, Clock);

    /// <summary>The clock after the last unit.</summary>
    public virtual long End => Clock + Length;

    public Id LastId => new(Client, Clock + Length - 1);

    public bool Deleted => HasFlag(FlagDeleted);

    public abstract void Write(UpdateEncoder encoder, int offset);

    protected bool HasFlag(byte flag) => (_clockAndFlags & flag) != 0;

    protected void SetFlag(byte flag, bool on) => _clockAndFlags = on ? _clockAndFlags | flag : _clockAndFlags & ~(long)flag;
}

/// <summary>A run whose items are gone for good (Yjs: <c>structs/GC.js</c>).</summary>
internal sealed class GcStruct : Struct
{
    public const byte Ref = 0;

    public GcStruct(ulong client, long clock, int length)
        : base(client, clock, length) => SetFlag(FlagDeleted, true);

    public bool MergeWith(GcStruct right)
    {
        if ((long)Length + right.Length > Limits.RunLength)
        {
            return false;
        }
        Length += right.Length;
        return true;
    }

    public override void Write(UpdateEncoder encoder, int offset)
    {
        encoder.WriteInfo(Ref);
        encoder.WriteLength(Length - offset);
    }
}

/// <summary>A gap; only inside updates. Unlike other structs it may be of any length (Yjs: <c>structs/Skip.js</c>).</summary>
internal sealed class Skip(ulong client, long clock, long gap) : Struct(client, clock, 0)
{
    public const byte Ref = 10;

    public override long End => Clock + gap;

    public override void Write(UpdateEncoder encoder, int offset)
    {
        encoder.WriteInfo(Ref);
        encoder.Rest.WriteVarUint(gap);
    }
}
