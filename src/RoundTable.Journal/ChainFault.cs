namespace RoundTable.Journal;

/// <summary>What is wrong with a stream.</summary>
public enum ChainFault
{
    /// <summary>Nothing: every record is the one that was appended.</summary>
    None,

    /// <summary>A record is missing.</summary>
    Gap,

    /// <summary>A record, or its link to the one before it, is not what was appended.</summary>
    Altered,

    /// <summary>The stream's stored head is not its last record: records were cut off or added behind the journal's back.</summary>
    WrongHead,
}
