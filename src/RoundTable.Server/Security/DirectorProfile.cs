namespace RoundTable.Server.Security;

/// <summary>How a director presents themselves in a new plan unless they say otherwise.</summary>
internal sealed record DirectorProfile(string Name, string? Organisation, string? Email, string? Phone)
{
    /// <summary>A director of whom nothing is known yet.</summary>
    public static DirectorProfile Unnamed { get; } = new("Regisseur", null, null, null);
}
