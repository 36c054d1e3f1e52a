namespace RoundTable.Domain.Words;

/// <summary>What words of a child are part of (handbook 4.6).</summary>
public enum ChildWordsKind
{
    /// <summary>Drie Huizen: huis van de zorgen.</summary>
    HouseOfWorries,

    /// <summary>Drie Huizen: huis van de goede dingen.</summary>
    HouseOfGoodThings,

    /// <summary>Drie Huizen: huis van de dromen.</summary>
    HouseOfDreams,

    /// <summary>Eigen verhaal.</summary>
    Statement,
}
