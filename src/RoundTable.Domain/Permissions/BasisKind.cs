namespace RoundTable.Domain.Permissions;

/// <summary>On what ground an organisation takes part.</summary>
public enum BasisKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>A consent that is valid today.</summary>
    Consent,

    /// <summary>A legal basis that is valid today.</summary>
    LegalBasis,
}
