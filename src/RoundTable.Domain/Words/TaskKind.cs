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

    /// <summary>Something stood where somebody may not read it any more: it stands apart now, to be rewritten and given back, or to stay there.</summary>
    WithheldItems,

    /// <summary>A commitment is not shown to somebody whom it is for, because of a word: to be reworded, or left so.</summary>
    WithheldCommitment,

    /// <summary>The reason of the plan or a floor requirement is not shown to somebody, because of a word.</summary>
    WithheldText,

    /// <summary>Somebody has minutes with a word that is kept from them now; that cannot be taken back.</summary>
    WordInMinutes,

    /// <summary>Somebody used emergency access: say whether that was right (G17).</summary>
    ReviewEmergency,

    /// <summary>An organisation did not open its minutes, also after a reminder, or they did not arrive: call them (handbook 3.3).</summary>
    CallRecipient,

    /// <summary>Minutes wait for somebody of the family or network who has no code: give them a link and a code (F11).</summary>
    GiveCode,

    /// <summary>An invitation did not arrive: call them, or invite them again.</summary>
    CallInvited,

    /// <summary>Somebody was not told that a meeting was called off: call them.</summary>
    CallCalledOff,
}
