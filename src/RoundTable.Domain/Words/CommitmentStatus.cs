namespace RoundTable.Domain.Words;

/// <summary>Where a commitment stands.</summary>
public enum CommitmentStatus
{
    /// <summary>Voorgesteld: the owner has not agreed.</summary>
    Proposed,

    /// <summary>The owner agreed personally.</summary>
    Agreed,

    /// <summary>Nagekomen.</summary>
    Kept,

    /// <summary>Deels nagekomen.</summary>
    PartlyKept,

    /// <summary>Niet nagekomen.</summary>
    NotKept,

    /// <summary>Vervallen: ended without a result, or replaced by another one.</summary>
    Replaced,
}
