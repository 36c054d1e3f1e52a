namespace RoundTable.Domain.Words;

/// <summary>What somebody else says of a use of emergency access afterwards.</summary>
public enum EmergencyVerdict
{
    /// <summary>Het was nodig.</summary>
    Justified,

    /// <summary>Het was misbruik.</summary>
    Misuse,
}
