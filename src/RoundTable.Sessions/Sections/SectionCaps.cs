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

    /// <summary>
    /// Which part of the items and of the runs may be one person's, rounded up, so that nobody takes all the room of the others.
    /// Default a half. What the server writes is nobody's.
    /// </summary>
    public double PersonShare { get; init; } = 0.5;

    /// <summary>Text of one item in UTF-16 code units. Default 4,000; with its fields an item must fit in one update.</summary>
    public int ItemLength { get; init; } = 4_000;

    /// <summary>
    /// Runs of one text, or of the fields of one item, beyond which nothing is added to it, the deleted ones counted. To place a run
    /// may take a step for each, so this bounds what an update and an opening can cost. Default 4,000.
    /// </summary>
    public int ItemStructs { get; init; } = 4_000;

    /// <summary>Bytes of one V1 update, without what is deleted in the document already. Default 64 KiB; clients count on as much.</summary>
    public int UpdateBytes { get; init; } = 64 * 1024;

    /// <summary>Runs that one update may add. Default 5,000: those of people are of 13 bytes and more, so that no more fit.</summary>
    public int UpdateStructs { get; init; } = 5_000;

    /// <summary>
    /// Bytes of a state vector up to which what the client misses is worked out for it. With a longer one it gets the whole
    /// document. Default 16 KiB, some 1,500 clients.
    /// </summary>
    public int StateVectorBytes { get; init; } = 16 * 1024;

    /// <summary>Updates that may wait for the disk; beyond it a client is asked to come back. Default 2,048.</summary>
    public int UnsavedUpdates { get; init; } = 2_048;

    /// <summary>Bytes of updates that may wait for the disk, and of answers to openings, of which a single one may be of any size. Default 8 MiB.</summary>
    public int UnsavedBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Messages that may wait for the disk, so that repeating what is known costs bounded memory too.</summary>
    public int Held => 4 * UnsavedUpdates;

    /// <summary>Readers at the same time; a person on several devices counts several times. Default 200.</summary>
    public int Readers { get; init; } = 200;

    /// <summary>Readers of one person among them: nobody takes all places, so that the others cannot come in. Default 50.</summary>
    public int ReadersPerPerson { get; init; } = 50;

    /// <summary>
    /// Yjs clients of one person. Each page that typed counts as one for ever (one that only read does not), because the
    /// client says whose the letters are; everybody's state vector names them all, so nobody may make them without end.
    /// Default 1,000: a page that typed every working day for four years.
    /// </summary>
    public int ClientsPerPerson { get; init; } = 1_000;

    /// <summary>Items that one person may make.</summary>
    internal int ItemsPerPerson => (int)Math.Ceiling(Items * PersonShare);

    /// <summary>Runs that one person may write. Whoever may write all of them goes on, by deleting, as far as everybody may.</summary>
    internal int StructsPerPerson => PersonShare >= 1 ? int.MaxValue : (int)Math.Ceiling(Structs * PersonShare);

    /// <summary>How long presence is gathered before it is sent on once. Default 150 ms; awareness clocks count on 100 ms or more.</summary>
    public TimeSpan PresenceTick { get; init; } = TimeSpan.FromMilliseconds(150);
}
