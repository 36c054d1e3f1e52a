namespace RoundTable.Sessions.Sections;

/// <summary>What bounds the work and the memory of a section, whatever an operator sets in <see cref="SectionCaps"/>.</summary>
public static class SectionLimits
{
    /// <summary>
    /// Bytes of one V1 update as it is offered: 1 MiB. Clients that synchronise send all that they know to be deleted, each time: of a
    /// section with as many runs as it may have, every second one deleted, 4 bytes for each.
    /// </summary>
    public const int OfferedBytes = 1024 * 1024;

    /// <summary>Yjs clients that one update may be the first to use: those of one person's open pages, and to spare.</summary>
    public const int NewClients = 8;

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
    /// Runs that one update may cut in two in a text or a document that is at its bound, so that everybody can still take words
    /// away: 16. Beyond twice the bound of the document nothing is cut any more.
    /// </summary>
    public const int FewCuts = 16;

    /// <summary>Records after the last snapshot that call for a new one; one per <see cref="SnapshotShare"/> of a large document.</summary>
    public const int SnapshotRecords = 200;

    /// <summary>Bytes of the document that may be encoded anew for each record: one costs more than that to write and to replay.</summary>
    public const int SnapshotShare = 256;

    /// <summary>Records after the last snapshot that call for a new one, however large the document is.</summary>
    public const int MostSnapshotRecords = 4_000;

    /// <summary>Payload bytes after the last snapshot that call for a new one: 64 KiB, or a quarter of a large document.</summary>
    public const int SnapshotBytes = 64 * 1024;
}
