namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>What a question answers once the guard that asked it is taken away; the values are the one-byte instructions that push it.</summary>
internal enum Answer : byte
{
    /// <summary>Nothing is changed but the arguments: the receiver itself is left.</summary>
    Receiver = 0x00,

    /// <summary>The argument with index 2.</summary>
    Argument2 = 0x04,

    /// <summary>null.</summary>
    Null = 0x14,

    /// <summary>-1: found nowhere.</summary>
    Nowhere = 0x15,

    /// <summary>false, 0, or the first word of an enumeration.</summary>
    No = 0x16,

    /// <summary>true, or 1.</summary>
    Yes = 0x17,
}
