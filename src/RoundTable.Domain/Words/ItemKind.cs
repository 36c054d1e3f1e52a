namespace RoundTable.Domain.Words;

/// <summary>What sort of statement a card item is.</summary>
public enum ItemKind
{
    /// <summary>Feit.</summary>
    Fact,

    /// <summary>Ervaring.</summary>
    Experience,

    /// <summary>Oordeel.</summary>
    Judgement,
}
