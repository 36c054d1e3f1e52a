namespace RoundTable.Domain.Words;

/// <summary>What somebody did with something of a plan, for the log of access (handbook 7.3).</summary>
public enum AccessAction
{
    /// <summary>Ingezien.</summary>
    Opened,

    /// <summary>Afgedrukt of gekopieerd.</summary>
    Printed,

    /// <summary>Ontvangen.</summary>
    Received,

    /// <summary>Gewijzigd.</summary>
    Changed,

    /// <summary>Geweigerd.</summary>
    Refused,
}
