namespace RoundTable.Domain.Events;

/// <summary>Stored bytes are no event that this version of the program knows; nothing was read.</summary>
public sealed class EventFormatException : Exception
{
    /// <summary>Says what could not be read; without its content.</summary>
    /// <param name="kind">The kind as stored.</param>
    /// <param name="version">The version as stored.</param>
    /// <param name="inner">What the reader said, or null.</param>
    public EventFormatException(string kind, int version, Exception? inner)
        : base($"Version {version} of the event {kind} cannot be read.", inner)
    {
        Kind = kind;
        Version = version;
    }

    /// <summary>The kind as stored.</summary>
    public string Kind { get; }

    /// <summary>The version as stored.</summary>
    public int Version { get; }
}
