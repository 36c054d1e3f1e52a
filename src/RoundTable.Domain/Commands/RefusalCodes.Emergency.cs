namespace RoundTable.Domain.Commands;

/// <content>Emergency access.</content>
public static partial class RefusalCodes
{
    /// <summary>Emergency access is not for the caller: family and network, the director, or after misuse.</summary>
    public const string EmergencyNotAllowed = "emergency.not-allowed";

    /// <summary>No emergency access of the caller runs.</summary>
    public const string EmergencyNotRunning = "emergency.not-running";

    /// <summary>The use does not exist, or is not the caller's to judge; no difference is told.</summary>
    public const string EmergencyUnknown = "emergency.unknown";

    /// <summary>Somebody has judged it.</summary>
    public const string EmergencyReviewed = "emergency.reviewed";
}
