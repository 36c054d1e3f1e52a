using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Sections;

/// <summary>Something that the shell must do for the session, in the order given.</summary>
public abstract record SectionEffect
{
    private SectionEffect()
    {
    }

    /// <summary>Put a record on disk; answer with Appended or AppendFailed, in the order of the tickets.</summary>
    /// <param name="Ticket">1, 2, 3 ... within this activation.</param>
    /// <param name="Caller">Who caused it: the author that replay goes by.</param>
    /// <param name="Kind">One of <see cref="SectionRecord"/>'s kinds.</param>
    /// <param name="Payload">Bytes of a V1 update.</param>
    public sealed record Append(long Ticket, Caller Caller, string Kind, ReadOnlyMemory<byte> Payload) : SectionEffect;

    /// <summary>Keep a snapshot; failure costs nothing but a longer replay.</summary>
    /// <param name="Seq">The last record that it includes.</param>
    /// <param name="Payload">Bytes as <see cref="SectionSnapshot"/> writes them.</param>
    public sealed record SaveSnapshot(long Seq, ReadOnlyMemory<byte> Payload) : SectionEffect;

    /// <summary>Answer the opening.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Reply">The answer.</param>
    public sealed record Opened(ReaderId Reader, SectionOpened Reply) : SectionEffect;

    /// <summary>Refuse the opening; the connection is not a reader.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record OpenRefused(ReaderId Reader, Refusal Refusal) : SectionEffect;

    /// <summary>Fail the opening, because too much waits for the disk: the connection is not a reader, and the same may succeed in a moment.</summary>
    /// <param name="Reader">Whom.</param>
    public sealed record OpenLater(ReaderId Reader) : SectionEffect;

    /// <summary>Tell a client that its update is on disk. Comes after the broadcast of the same update.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Number">The client's number.</param>
    /// <param name="Told">Whether that broadcast went to this client too, because others' updates are in it.</param>
    public sealed record Acknowledge(ReaderId Reader, long Number, bool Told = false) : SectionEffect;

    /// <summary>Tell a client that its update changed nothing, and why; the client resets the section.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Number">The client's number.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refuse(ReaderId Reader, long Number, Refusal Refusal) : SectionEffect;

    /// <summary>Ask a client to open again and push what it has; nothing of it was refused, there was no room.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Why">Why there was none; null when the section is not open there.</param>
    public sealed record Resync(ReaderId Reader, Refusal? Why = null) : SectionEffect;

    /// <summary>A client's update was taken, after it was tried out on a copy of the document.</summary>
    /// <param name="Reader">Whose.</param>
    /// <param name="Structs">Runs of the document: what the copy cost.</param>
    public sealed record TriedOut(ReaderId Reader, int Structs) : SectionEffect;

    /// <summary>Send an update to every reader that has been answered, but one. It is on disk.</summary>
    /// <param name="Update">One message for all.</param>
    /// <param name="Except">The connection that all of it came from; null when several did, or the server wrote it.</param>
    public sealed record Broadcast(SectionUpdate Update, ReaderId? Except) : SectionEffect;

    /// <summary>Show every reader that has been answered who is there.</summary>
    /// <param name="Picture">One object for all who saw the picture before; they need nothing when it is the same (<see cref="PresencePicture.IsSame"/>).</param>
    /// <param name="Newcomers">They get <see cref="PresencePicture.Whole"/> instead.</param>
    public sealed record ShowPresence(PresencePicture Picture, IReadOnlySet<ReaderId> Newcomers) : SectionEffect;

    /// <summary>Tell the other servers who is in the section on this one; a later list replaces an earlier one, and loss costs nothing but staleness.</summary>
    /// <param name="Here">Every connection on this server, ordered by id; empty when nobody is.</param>
    public sealed record SharePresence(IReadOnlyList<PresenceEntry> Here) : SectionEffect;

    /// <summary>Tell a reader that their rights changed.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="CanWrite">Whether they may type now.</param>
    public sealed record RightsChanged(ReaderId Reader, bool CanWrite) : SectionEffect;

    /// <summary>End a reader: they no longer read the section.</summary>
    /// <param name="Reader">Whom.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Shut(ReaderId Reader, Refusal Refusal) : SectionEffect;

    /// <summary>Answer a WriteItem or WithdrawItem.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Refusal">Null when it is done and on disk.</param>
    public sealed record Written(long Request, Refusal? Refusal) : SectionEffect;

    /// <summary>Send a Tick after this time.</summary>
    /// <param name="After">From now.</param>
    public sealed record Schedule(TimeSpan After) : SectionEffect;

    /// <summary>
    /// Drop this activation: its memory is ahead of the disk or behind it. Every reader opens again, and pushes again
    /// what was not acknowledged; open calls fail. Nothing else may be asked of the session.
    /// </summary>
    /// <param name="Readers">Who must open again.</param>
    public sealed record Close(IReadOnlyList<ReaderId> Readers) : SectionEffect;
}
