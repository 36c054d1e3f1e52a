namespace RoundTable.Domain.Words;

/// <summary>Where a floor requirement stands.</summary>
public enum FloorRequirementStatus
{
    /// <summary>Niet voldaan.</summary>
    NotMet,

    /// <summary>Deels voldaan.</summary>
    PartlyMet,

    /// <summary>Voldaan.</summary>
    Met,

    /// <summary>Opgeheven.</summary>
    Lifted,
}
