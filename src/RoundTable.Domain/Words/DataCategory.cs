namespace RoundTable.Domain.Words;

/// <summary>What a consent is about.</summary>
public enum DataCategory
{
    /// <summary>Of iemand er is en in zorg is.</summary>
    Attendance,

    /// <summary>Zorgen over veiligheid.</summary>
    Safety,

    /// <summary>Afspraken en het verslag.</summary>
    Agreements,

    /// <summary>School en opvang.</summary>
    School,

    /// <summary>Ontwikkeling en gezondheid van een kind.</summary>
    Development,

    /// <summary>Geld.</summary>
    Money,

    /// <summary>Wonen.</summary>
    Housing,

    /// <summary>Behandeling (BR-65).</summary>
    Treatment,
}
