namespace RoundTable.Sessions.Subjects;

/// <summary>From where somebody comes in.</summary>
/// <param name="Network">Fingerprint of the network address, or null when it is not known.</param>
/// <param name="Device">The kind of device, as the browser says; it proves nothing.</param>
public sealed record Arrival(string? Network, DeviceKind Device)
{
    /// <summary>From nobody knows where.</summary>
    public static Arrival Unknown { get; } = new(null, DeviceKind.Unknown);
}

/// <summary>The kinds of device that a list of sessions tells apart; no make and no version, which would tell more than needed.</summary>
public enum DeviceKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A telephone.</summary>
    Phone,

    /// <summary>A tablet.</summary>
    Tablet,

    /// <summary>A computer.</summary>
    Computer,
}
