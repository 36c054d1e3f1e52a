namespace RoundTable.Domain.Words;

/// <summary>The type of a commitment (handbook 4.7).</summary>
public enum CommitmentKind
{
    /// <summary>Veiligheidsregel.</summary>
    SafetyRule,

    /// <summary>Actie.</summary>
    Action,

    /// <summary>Contact.</summary>
    ContactArrangement,

    /// <summary>Noodstap.</summary>
    EmergencyStep,

    /// <summary>Controle.</summary>
    Check,
}
