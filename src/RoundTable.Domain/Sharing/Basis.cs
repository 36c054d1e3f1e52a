using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;

namespace RoundTable.Domain.Sharing;

/// <summary>On what ground somebody gets something: a consent or a legal basis, by its id.</summary>
/// <param name="Consent">The consent, or null.</param>
/// <param name="LegalBasis">The use of a legal basis, or null.</param>
public sealed record Basis(ConsentId? Consent, LegalBasisId? LegalBasis)
{
    /// <summary>Which of the two.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public BasisKind Kind => Consent is not null ? BasisKind.Consent : BasisKind.LegalBasis;
}
