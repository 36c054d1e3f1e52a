namespace RoundTable.Sessions.Sections;

/// <summary>A record of a section's stream, as replay needs it. The payload is always the bytes of a V1 update.</summary>
/// <param name="Seq">Its number in the stream.</param>
/// <param name="Kind"><see cref="Pushed"/> or <see cref="Written"/>.</param>
/// <param name="Author">The person who caused it.</param>
/// <param name="Payload">Bytes of a V1 update that lacks nothing which earlier records hold.</param>
public sealed record SectionRecord(long Seq, string Kind, string Author, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Format version of both kinds.</summary>
    public const int Version = 1;

    /// <summary>A client's update: the Yjs clients that it is the first to use belong to its author.</summary>
    public const string Pushed = "update";

    /// <summary>The server's own update on its author's wish: its Yjs client belongs to nobody.</summary>
    public const string Written = "written";
}
