namespace RoundTable.Server.Telemetry;

/// <summary>Limits that somebody met without a refusal; the values of the tag <c>limit</c> of <c>roundtable.limits.reached</c>.</summary>
internal static class ReachedLimits
{
    /// <summary>A log of access has more lines than are shown.</summary>
    public const string LogEntries = "log-entries";

    /// <summary>A client named more Yjs clients than are compared: it got the whole document.</summary>
    public const string StateVector = "state-vector";

    /// <summary>A client did not answer, or did not take its last frames, and was cut off.</summary>
    public const string Patience = "patience";
}
