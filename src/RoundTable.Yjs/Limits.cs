namespace RoundTable.Yjs;

/// <summary>The bounds that decoding keeps to, so that no input can drive memory or the stack beyond its own size.</summary>
public static class Limits
{
    /// <summary>Largest client id and clock: 2^53-1, as in JavaScript.</summary>
    public const ulong MaxSafeInteger = (1UL << 53) - 1;

    /// <summary>Nested arrays and objects inside one value; deeper values are malformed.</summary>
    public const int ValueDepth = 256;

    /// <summary>Types inside types that an inspection follows; deeper ones are reported as too deep.</summary>
    public const int TypeDepth = 512;

    /// <summary>Longest run of one struct in clock units.</summary>
    public const int RunLength = int.MaxValue / 2;

    /// <summary>Structs that a V2 update of any size may announce; run-length columns can express more than bytes can pay for.</summary>
    public const int StructsFree = 16_384;

    /// <summary>Further structs that each byte of a V2 update pays for.</summary>
    public const int StructsPerByte = 8;
}
