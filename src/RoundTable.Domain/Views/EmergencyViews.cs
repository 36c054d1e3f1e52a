using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Views;

/// <summary>What somebody sees in an emergency, as far as they may.</summary>
/// <param name="Id">The use.</param>
/// <param name="Until">From this moment it is over.</param>
/// <param name="FamilyName">The family's name.</param>
/// <param name="Reason">Why the plan exists, in the client's words.</param>
/// <param name="People">The people whom they may know of.</param>
/// <param name="FloorRequirements">The floor requirements.</param>
/// <param name="Commitments">The commitments that hold or are proposed, numbered by this list.</param>
/// <param name="Card">The items of the safety card that emergency access opens.</param>
/// <param name="Director">Whom to call.</param>
public sealed record EmergencyView(
    EmergencyId Id,
    DateTimeOffset Until,
    string FamilyName,
    string Reason,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<FloorRequirementView> FloorRequirements,
    IReadOnlyList<CommitmentView> Commitments,
    IReadOnlyList<MinutesItem> Card,
    DirectorContact? Director);

/// <summary>A use of emergency access, for the director, for who judges it, and for who used it.</summary>
/// <param name="Id">The use.</param>
/// <param name="By">Who used it.</param>
/// <param name="Reason">Why; null where a word of it is kept from the viewer.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">When it ended, or ends.</param>
/// <param name="Verdict">What was said of it; null while it waits for that.</param>
/// <param name="Remark">The word of explanation; null where there is none, or where a word of it is kept from the viewer.</param>
/// <param name="CanReview">Whether the viewer may judge it now.</param>
public sealed record EmergencyUseView(
    EmergencyId Id,
    PersonId By,
    string? Reason,
    DateTimeOffset At,
    DateTimeOffset Until,
    EmergencyVerdict? Verdict,
    string? Remark,
    bool CanReview);
