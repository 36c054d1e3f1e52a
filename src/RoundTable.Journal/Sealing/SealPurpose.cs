namespace RoundTable.Journal;

/// <summary>What a sealed payload is: one kind cannot be put in the place of another.</summary>
internal enum SealPurpose : byte
{
    /// <summary>A record of a stream.</summary>
    Record = 1,

    /// <summary>A snapshot of a stream.</summary>
    Snapshot = 2,

    /// <summary>A piece of due work.</summary>
    DueWork = 3,
}
