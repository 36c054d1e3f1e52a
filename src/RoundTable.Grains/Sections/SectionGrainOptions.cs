namespace RoundTable.Grains.Sections;

/// <summary>How live sections behave.</summary>
public sealed record SectionGrainOptions
{
    /// <summary>
    /// How long a section rests after its records could not be written, before it is read again: calls wait meanwhile. So a
    /// full disk is not met with everybody opening and pushing again without end. Default 1 second.
    /// </summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(1);
}
