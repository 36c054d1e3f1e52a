using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>What a door may ask of a section.</summary>
public sealed class SectionCalls
{
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly StreamNews _news;

    /// <summary>Creates the calls over a host and its journal.</summary>
    public SectionCalls(GrainHost host, IJournal journal, StreamNews news)
    {
        _host = host;
        _journal = journal;
        _news = news;
    }

    /// <summary>
    /// Opens the section on a connection, or opens it again. From the answer on, the observer hears every update that is
    /// not in it. Everything in the answer is on disk.
    /// </summary>
    /// <param name="section">Which.</param>
    /// <param name="caller">Who.</param>
    /// <param name="reader">The connection.</param>
    /// <param name="observer">Where to send what happens.</param>
    /// <param name="stateVector">What the client has; empty for nothing. Not to be changed until the answer.</param>
    /// <param name="readOnly">Whether this connection may not type, whatever its person may.</param>
    /// <exception cref="SectionResyncException">The section was dropped from memory meanwhile; call again.</exception>
    /// <exception cref="SectionBusyException">Too much of it waits for the disk; call again in a moment.</exception>
    public async Task<OpenResult> OpenAsync(
        SectionKey section, Caller caller, ReaderId reader, ISectionObserver observer, ReadOnlyMemory<byte> stateVector, bool readOnly = false)
    {
        await ReachAsync(section).ConfigureAwait(false);

        // Another server may have taken the person out of the audience a moment ago, and it may not be heard yet.
        if (_news.IsShared)
            await _host.Plan(section.Plan).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false);
        return await (await _host.Section(section).CallAsync(s => s.OpenAsync(caller, reader, observer, stateVector, readOnly)).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    /// <summary>A way in for the updates of a connection, for as long as it is there.</summary>
    /// <param name="section">Which.</param>
    /// <param name="reader">The connection.</param>
    /// <param name="observer">The one that opened the section.</param>
    public PushLine Line(SectionKey section, ReaderId reader, ISectionObserver observer) => new(_host, section, reader, observer);

    /// <summary>Says where the connection's person is.</summary>
    /// <param name="section">Which.</param>
    /// <param name="reader">The connection.</param>
    /// <param name="item">The item that has the focus, or null.</param>
    /// <param name="typing">Whether the person is typing.</param>
    /// <param name="client">The awareness client of a Yjs client; passed over when it is somebody else's.</param>
    /// <param name="fields">See <see cref="PresenceEntry.Fields"/>; checked and bounded by the door.</param>
    public Task SetPresenceAsync(SectionKey section, ReaderId reader, ItemId? item, bool typing, ulong? client = null, string? fields = null) =>
        _host.Section(section).CallAsync(s => s.SetPresenceAsync(reader, item, typing, client, fields));

    /// <summary>Closes the section on a connection.</summary>
    public Task LeaveAsync(SectionKey section, ReaderId reader) => _host.Section(section).EndAsync(s => s.LeaveAsync(reader));

    /// <summary>The items, the withdrawn ones too. For the server itself: not filtered by who asks.</summary>
    public async Task<IReadOnlyList<CardItem>> ItemsAsync(SectionKey section)
    {
        await ReachAsync(section).ConfigureAwait(false);
        return await _host.Section(section).CallAsync(s => s.ItemsAsync()).ConfigureAwait(false);
    }

    /// <summary>What stands in a section, for a decision about who reads it.</summary>
    internal async Task<SectionAt> LookAsync(SectionKey section)
    {
        await ReachAsync(section).ConfigureAwait(false);
        return await _host.Section(section).CallAsync(s => s.LookAsync()).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes a whole item on the server's own account, or makes the one with its id like this, in a live section too.
    /// Null when it is on disk.
    /// </summary>
    /// <param name="section">Where.</param>
    /// <param name="caller"><see cref="Caller.Server"/>.</param>
    /// <param name="item">The item.</param>
    public async Task<Refusal?> WriteAsync(SectionKey section, Caller caller, CardItem item) =>
        await (await _host.Section(section).CallAsync(s => s.WriteAsync(caller, item)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>
    /// Writes an item that crosses over, if the rules allow it at that moment, and over nothing that somebody typed there
    /// (<see cref="SessionCodes.ItemChanged"/>). Null when it is on disk.
    /// </summary>
    internal async Task<Refusal?> ReleaseAsync(SectionKey section, SectionId source, Caller caller, CardItem item) =>
        await (await _host.Section(section).CallAsync(s => s.ReleaseAsync(caller, source, item)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Marks an item as withdrawn, for the server itself and for a release. Null when it is on disk.</summary>
    /// <param name="section">Where.</param>
    /// <param name="caller">Who.</param>
    /// <param name="item">Which.</param>
    /// <param name="erase">Whether its words go too.</param>
    /// <param name="only">Its words as they were taken along; with others nothing is done (<see cref="SessionCodes.ItemChanged"/>). Null for whatever it holds.</param>
    public async Task<Refusal?> WithdrawAsync(SectionKey section, Caller caller, ItemId item, bool erase = false, string? only = null) =>
        await (await _host.Section(section).CallAsync(s => s.WithdrawAsync(caller, item, erase, only)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>
    /// Writes an item that moves between live sections, if the rules allow it at that moment, and over nothing but its own words or
    /// <paramref name="over"/> (<see cref="SessionCodes.ItemChanged"/>). Null when it is on disk.
    /// </summary>
    internal async Task<Refusal?> MoveInAsync(SectionKey section, SectionId source, Caller caller, CardItem item, string? over) =>
        await (await _host.Section(section).CallAsync(s => s.MoveInAsync(caller, source, item, over)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Writes an item that is taken apart, on the server's own account, and over nothing else either. Null when it is on disk.</summary>
    internal async Task<Refusal?> TakeInAsync(SectionKey section, Caller caller, CardItem item, string? over) =>
        await (await _host.Section(section).CallAsync(s => s.TakeInAsync(caller, item, over)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>What any server acknowledged before this moment is in this server's replica afterwards.</summary>
    private async Task ReachAsync(SectionKey section)
    {
        if (!_news.IsShared)
            return;
        var head = await _journal.HeadAsync(section.Stream).ConfigureAwait(false);
        await (await _host.Section(section).CallAsync(s => s.ReachAsync(head)).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
