namespace RoundTable.Sessions.Sections;

/// <summary>What one update may cost (contract of the section document, clients count on it). What an operator may set is <see cref="SectionCaps"/>.</summary>
public static class SectionLimits
{
    /// <summary>Bytes of one V1 update, without what is deleted in the document already: 64 KiB.</summary>
    public const int UpdateBytes = 64 * 1024;

    /// <summary>
    /// Bytes of one V1 update as it is offered: 1 MiB. Clients that synchronise send all that they know to be deleted, each time: of a
    /// section with as many runs as it may have, every second one deleted, 4 bytes for each.
    /// </summary>
    public const int OfferedBytes = 1024 * 1024;

    /// <summary>
    /// Bytes of a state vector up to which what the client misses is worked out for it: 16 KiB, some 1,500 clients. With a
    /// longer one it gets the whole document.
    /// </summary>
    public const int StateVectorBytes = 16 * 1024;

    /// <summary>Yjs clients that one update may be the first to use: those of one person's open pages, and to spare.</summary>
    public const int NewClients = 8;

    /// <summary>Text of one item in UTF-16 code units.</summary>
    public const int TextLength = 4_000;

    /// <summary>
    /// Runs that one update may add: 5,000. Those of people are of 13 bytes and more, so that no more fit.
    /// </summary>
    public const int UpdateStructs = 5_000;

    /// <summary>
    /// Steps that the letters of one update which go on behind each other may cost the others in it, each time each: 8 million. Those of
    /// people make 6 million at most.
    /// </summary>
    public const int UpdateSteps = 8_000_000;

    /// <summary>
    /// Structs that one update may move in memory by cutting runs in two, each time all those of the client: 64 million, some 50 ms. A page
    /// that typed 10,000 runs can be cut in 6,000 places.
    /// </summary>
    public const int UpdateMoves = 64_000_000;

    /// <summary>
    /// Runs of one text, or of the fields of one item, beyond which nothing is added to it: 4,000, the deleted ones counted. To
    /// place a run may take a step for each, so this bounds what an update and an opening can cost.
    /// </summary>
    public const int Parts = 4_000;

    /// <summary>
    /// Runs that one update may cut in two in a text or a document that is at its bound, so that everybody can still take words
    /// away: 16. Beyond twice the bound of the document nothing is cut any more.
    /// </summary>
    public const int FewCuts = 16;

    /// <summary>Connections of one person among them: nobody takes all places, so that the others cannot come in.</summary>
    public const int ReadersPerPerson = 50;

    /// <summary>Updates that may wait for the disk; beyond it a client is asked to come back.</summary>
    public const int Undurable = 2_048;

    /// <summary>Bytes of updates that may wait for the disk.</summary>
    public const int UndurableBytes = 8 * 1024 * 1024;

    /// <summary>Messages that may wait for the disk, so that repeating what is known costs bounded memory too.</summary>
    public const int Held = 4 * Undurable;

    /// <summary>Bytes of answers to openings that may wait for the disk, or a single one of any size: 8 MiB.</summary>
    public const int HeldAnswerBytes = UndurableBytes;

    /// <summary>Records after the last snapshot that call for a new one; one per <see cref="SnapshotShare"/> of a large document.</summary>
    public const int SnapshotRecords = 200;

    /// <summary>Bytes of the document that may be encoded anew for each record: one costs more than that to write and to replay.</summary>
    public const int SnapshotShare = 256;

    /// <summary>Records after the last snapshot that call for a new one, however large the document is.</summary>
    public const int MostSnapshotRecords = 4_000;

    /// <summary>Payload bytes after the last snapshot that call for a new one: 64 KiB, or a quarter of a large document.</summary>
    public const int SnapshotBytes = 64 * 1024;
}
