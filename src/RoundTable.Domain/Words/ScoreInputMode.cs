namespace RoundTable.Domain.Words;

/// <summary>How a score was given (handbook 4.5).</summary>
public enum ScoreInputMode
{
    /// <summary>Zelf.</summary>
    Self,

    /// <summary>Met hulp.</summary>
    WithHelp,

    /// <summary>Opgeschreven door wie naast het kind zit, in de woorden van het kind.</summary>
    ByTrustedPerson,

    /// <summary>Vooraf.</summary>
    Advance,

    /// <summary>Kindschaal.</summary>
    ChildScale,
}
