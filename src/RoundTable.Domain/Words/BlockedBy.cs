namespace RoundTable.Domain.Words;

/// <summary>Why a delivery is held back.</summary>
public enum BlockedBy
{
    /// <summary>The leak guard found something that the recipient may not read.</summary>
    Guard,

    /// <summary>The recipient has no valid consent and no legal basis (BR-60).</summary>
    Basis,

    /// <summary>The director decided not to share.</summary>
    Decision,

    /// <summary>A child under 12 reads it together with a parent or a worker, not alone (BR-20).</summary>
    Together,
}
