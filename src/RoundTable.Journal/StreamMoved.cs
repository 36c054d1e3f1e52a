namespace RoundTable.Journal;

/// <summary>A stream has new records, committed by this server or another.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="FirstSeq">The first of the new records.</param>
/// <param name="Head">The last of them.</param>
/// <param name="Own">Whether the journal that is watched committed them itself, and has told its caller.</param>
public readonly record struct StreamMoved(StreamId Stream, long FirstSeq, long Head, bool Own = false)
{
    /// <summary>The records themselves, when another server told them along. Default null: they are to be read.</summary>
    public ToldRecords? Told { get; init; }
}
