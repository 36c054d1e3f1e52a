namespace RoundTable.Domain.Words;

/// <summary>What waits for the director.</summary>
public enum TaskKind
{
    /// <summary>Somebody of an organisation has no consent and no legal basis: a delivery or their access is blocked (BR-60).</summary>
    AskBasis,

    /// <summary>A consent misses somebody who must give it, for instance since a birthday.</summary>
    CompleteConsent,

    /// <summary>A consent or legal basis ends within 30 days (BR-61).</summary>
    RenewConsent,

    /// <summary>A child turned 12, 16 or 18: tell what changes (BR-22).</summary>
    ChildTurned,

    /// <summary>A protection relation is to be looked at again.</summary>
    ReviewProtection,

    /// <summary>A shielded section is to be looked at again.</summary>
    ReviewShield,

    /// <summary>Minutes wait for a child under 12, to be read together (BR-20).</summary>
    ReadTogether,

    /// <summary>You are asked to take over as director.</summary>
    TakeOver,

    /// <summary>Somebody used emergency access: say whether that was right (G17).</summary>
    ReviewEmergency,
}
