using RoundTable.Domain.Words;

namespace RoundTable.Server.Security;

/// <summary>
/// A line of the log after NEN 7513 (handbook 7.3), as it is stored. When, who (person, role, session) and the number of the
/// event are the record's own; the client is the plan of the stream.
/// </summary>
/// <param name="Action">EventTypeCode: what was done.</param>
/// <param name="Code">EventActionCode: C, R, U, D or E(xecute).</param>
/// <param name="Outcome">EventOutcomeIndicator: 0 done, 4 refused.</param>
/// <param name="What">ParticipantObject TypeCode: what it was done with.</param>
/// <param name="Id">ParticipantObject ID: which one.</param>
/// <param name="Purpose">PurposeOfUse.</param>
/// <param name="Basis">Autorisatieprotocol and behandelrelatie: on the strength of what the person may.</param>
/// <param name="Consent">Toestemmingsprofiel, or null when the basis is not consent.</param>
/// <param name="Emergency">Whether the emergency procedure was used.</param>
/// <param name="Source">AuditSourceID: which program wrote the line.</param>
/// <param name="Detail">The stable code of the refusal, or the kind of change; never a text about people.</param>
/// <remarks>The network access point is the session (in the record's actor), not the network address: that would say where
/// somebody is hiding (L1).</remarks>
internal sealed record AccessLine(
    AccessAction Action,
    string Code,
    int Outcome,
    AccessSubject What,
    string Id,
    string Purpose,
    string Basis,
    string? Consent,
    bool Emergency,
    string Source,
    string? Detail);
