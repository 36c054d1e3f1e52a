using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>Something that happens to a section.</summary>
public abstract record SectionInput
{
    private SectionInput()
    {
    }

    /// <summary>A person opens the section on a connection, or opens it again on the same one.</summary>
    /// <param name="Reader">The connection.</param>
    /// <param name="Caller">Who.</param>
    /// <param name="StateVector">What the client has, a Yjs state vector; empty for nothing. Read before Handle returns.</param>
    /// <param name="ReadOnly">Whether this connection may not type, whatever its person may.</param>
    public sealed record Open(ReaderId Reader, Caller Caller, ReadOnlyMemory<byte> StateVector, bool ReadOnly = false) : SectionInput;

    /// <summary>A client offers an update.</summary>
    /// <param name="Reader">The connection, which has opened the section.</param>
    /// <param name="Number">The client's own number for it; comes back in the acknowledgement or the refusal.</param>
    /// <param name="Update">Bytes of a V1 update; the session keeps them, so nobody may change them afterwards.</param>
    public sealed record Push(ReaderId Reader, long Number, ReadOnlyMemory<byte> Update) : SectionInput;

    /// <summary>A client says where its person is.</summary>
    /// <param name="Reader">The connection.</param>
    /// <param name="Item">The item that has the focus, or null.</param>
    /// <param name="Typing">Whether the person is typing.</param>
    /// <param name="Client">The awareness client of a Yjs client; passed over when it is somebody else's. Null for clients of other kinds.</param>
    /// <param name="Fields">See <see cref="PresenceEntry.Fields"/>; checked and bounded by the door.</param>
    public sealed record SetPresence(ReaderId Reader, ItemId? Item, bool Typing, ulong? Client = null, string? Fields = null) : SectionInput;

    /// <summary>Who is in the section on another server, in place of what that server said before.</summary>
    /// <param name="Server">The server.</param>
    /// <param name="Entries">Every connection there; empty when nobody is, or when the server is gone.</param>
    public sealed record PresenceElsewhere(string Server, IReadOnlyList<PresenceEntry> Entries) : SectionInput;

    /// <summary>The connection closed the section or is gone.</summary>
    /// <param name="Reader">The connection.</param>
    public sealed record Leave(ReaderId Reader) : SectionInput;

    /// <summary>The record of an append is on disk, or those of several that follow on each other. Comes in the order of the tickets.</summary>
    /// <param name="Ticket">The ticket of the first append.</param>
    /// <param name="Seq">Its record's number in the stream.</param>
    /// <param name="Count">How many, from 1; what they hold is told together.</param>
    public sealed record Appended(long Ticket, long Seq, int Count = 1) : SectionInput;

    /// <summary>The record of an append is not on disk, or nobody knows.</summary>
    /// <param name="Ticket">The ticket of the append.</param>
    public sealed record AppendFailed(long Ticket) : SectionInput;

    /// <summary>A record that another server wrote is on disk. Comes in the order of the stream, with none left out.</summary>
    /// <param name="Record">The record.</param>
    public sealed record Foreign(SectionRecord Record) : SectionInput;

    /// <summary>The plan says something new about the section.</summary>
    /// <param name="Settings">From now on.</param>
    public sealed record AudienceChanged(SectionSettings Settings) : SectionInput;

    /// <summary>The time that a <see cref="SectionEffect.Schedule"/> asked for has passed.</summary>
    public sealed record Tick : SectionInput;

    /// <summary>
    /// The next tick shows who is there now, and not what changes meanwhile: that comes with the tick after it. So who may see it can be
    /// looked up in between. May come again before the tick, and then counts anew.
    /// </summary>
    public sealed record GatherPresence : SectionInput;

    /// <summary>
    /// It cannot be said who may see whom: nobody is shown as present until the next tick, which shows everybody anew. Does nothing when
    /// nobody is.
    /// </summary>
    public sealed record HidePresence : SectionInput;

    /// <summary>
    /// The server writes a whole item into a released section, or brings the released one up to date; on its own account
    /// (<see cref="Sessions.Caller.IsServer"/>, the demo) into a live one too. A released item comes behind all others and stays
    /// at its place when it is released again: the order that it had tells of where it was.
    /// </summary>
    /// <param name="Request">Comes back in <see cref="SectionEffect.Written"/>.</param>
    /// <param name="Caller">Who released it; the release has decided that they may.</param>
    /// <param name="Item">The item as it must stand there; its order counts on the server's own account only.</param>
    /// <param name="Moved">
    /// Whether it comes from another live section, and its words are taken away there; then this one may be live too, and other words that
    /// stand here under its id stay (<see cref="SessionCodes.ItemChanged"/>). When it is not moved, those that somebody typed here stay.
    /// </param>
    /// <param name="Over">Words that it may replace all the same: the same crossing wrote them. Null for none.</param>
    /// <param name="Client">
    /// A Yjs client id that nobody used, random, below 2^32, when the caller moves what is theirs: then they make it here, too.
    /// Null when the server makes it, which is nobody's.
    /// </param>
    public sealed record WriteItem(
        long Request, Caller Caller, CardItem Item, bool Moved = false, string? Over = null, ulong? Client = null) : SectionInput;

    /// <summary>The server marks an item as withdrawn, because it was released into another section or moved there.</summary>
    /// <param name="Request">Comes back in <see cref="SectionEffect.Written"/>.</param>
    /// <param name="Caller">Who released it.</param>
    /// <param name="Item">The item.</param>
    /// <param name="Erase">Whether its words go too, so that nobody who opens the section later gets them.</param>
    /// <param name="Only">Its words as they were taken along: with others nothing is done. Null for whatever it holds.</param>
    public sealed record WithdrawItem(long Request, Caller Caller, ItemId Item, bool Erase = false, string? Only = null) : SectionInput;

    /// <summary>
    /// Brings items back to how they were, as a change of the caller's own: it must be somebody who types here, and passes the
    /// checks of every push.
    /// </summary>
    /// <param name="Request">Comes back in <see cref="SectionEffect.Written"/>.</param>
    /// <param name="Caller">Who; the author of what comes back.</param>
    /// <param name="Client">A Yjs client id that nobody used, random, below 2^32.</param>
    /// <param name="Items">The items as they must stand.</param>
    /// <param name="OthersWithdrawn">Whether every other item is taken off the table: it was not there at that moment.</param>
    /// <param name="LeftAlone">Items that stay as they are: how they stood may not be read by the caller. Null for none.</param>
    public sealed record Restore(
        long Request, Caller Caller, ulong Client, IReadOnlyList<CardItem> Items, bool OthersWithdrawn, IReadOnlyList<ItemId>? LeftAlone = null) : SectionInput;
}
