namespace RoundTable.Domain.Words;

/// <summary>Whom the scorer shows the score to after the reveal (BR-15).</summary>
public enum ScoreVisibility
{
    /// <summary>Iedereen aan tafel.</summary>
    Everyone,

    /// <summary>Alleen de regisseur; others read that the director knows it.</summary>
    DirectorOnly,
}
