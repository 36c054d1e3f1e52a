namespace RoundTable.Sessions.Sections;

/// <summary>What a section holds at most and how often it tells of presence, as the operator set it.</summary>
public sealed record SectionCaps
{
    /// <summary>What counts when nothing is set.</summary>
    public static SectionCaps Default { get; } = new();

    /// <summary>Items, the withdrawn ones counted. Default 500.</summary>
    public int Items { get; init; } = 500;

    /// <summary>
    /// Bytes of the whole document as an update, with the traces of what was deleted. Default 16 MiB: some eight times what
    /// fits in the items.
    /// </summary>
    public int DocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Runs of letters and values that the document is made of, the deleted ones too: each takes some 130 bytes of memory, however
    /// small it is. Default 200,000: typing makes one per 25 strokes or so, and 500 items as they are made some 4,000. Beyond it
    /// nothing is typed any more; deleting a little at a time goes on up to twice as many.
    /// </summary>
    public int Structs { get; init; } = 200_000;

    /// <summary>Readers at the same time; a person on several devices counts several times. Default 200.</summary>
    public int Readers { get; init; } = 200;

    /// <summary>
    /// Yjs clients of one person. Each page that typed counts as one for ever (one that only read does not), because the
    /// client says whose the letters are; everybody's state vector names them all, so nobody may make them without end.
    /// Default 1,000: a page that typed every working day for four years.
    /// </summary>
    public int ClientsPerPerson { get; init; } = 1_000;

    /// <summary>How long presence is gathered before it is sent on once. Default 150 ms; awareness clocks count on 100 ms or more.</summary>
    public TimeSpan PresenceTick { get; init; } = TimeSpan.FromMilliseconds(150);
}
