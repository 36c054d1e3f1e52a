using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>How live sections behave.</summary>
public sealed record SectionGrainOptions
{
    /// <summary>
    /// How long a section rests after its records could not be written, before it is read again: calls wait meanwhile. So a
    /// full disk is not met with everybody opening and pushing again without end. Default 1 second.
    /// </summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long without a call a section gives its memory back: all of it when nobody has it open, since opening it
    /// again takes milliseconds; else what it builds from its bytes. Default 2 seconds.
    /// </summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What a section holds at most.</summary>
    public SectionCaps Caps { get; init; } = SectionCaps.Default;
}
