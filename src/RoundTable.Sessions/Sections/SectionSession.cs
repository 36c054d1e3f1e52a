using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// One live section: its document, who owns which Yjs client, who has it open, and what waits for the disk (design D2, D3).
/// Pure: no clock, threads or awaits. Inputs go in one at a time, effects come out to be carried out in order.
/// </summary>
/// <remarks>
/// <para>An update is checked, applied in memory and appended; whatever shows it to anybody (broadcast, acknowledgement,
/// the answer to an opening) is held until it is on disk. So nobody ever holds somebody else's characters that a
/// crash could take back, and after a failed append the memory can simply be dropped.</para>
/// <code>
/// push ─► check ─► apply ─► Append(ticket) ········ disk ········ Appended(ticket) ─► Broadcast, Acknowledge
///   └─► Refuse: nothing changed                                   AppendFailed(ticket) ─► Close: all open again
/// </code>
/// </remarks>
public sealed partial class SectionSession
{
    private readonly SectionId _id;
    private readonly SectionDocument _document;
    private readonly Dictionary<ReaderId, Reader> _readers = [];
    private readonly PresenceBoard _presence = new();
    private readonly Queue<Held> _held = new();
    private readonly Telling _telling;
    private readonly List<SectionEffect> _effects = [];
    private readonly Dictionary<PersonId, ulong> _moving = [];
    private readonly SectionCaps _caps;
    private SectionSettings _settings;
    private long _head;
    private long _ticket;
    private long _durable;
    private long _answers;
    private bool _closed;

    /// <summary>Creates the session of an empty section; <see cref="Restore"/> and <see cref="Replay"/> bring it up to date.</summary>
    /// <param name="id">The section.</param>
    /// <param name="settings">What the plan says about it now.</param>
    /// <param name="serverClient">A Yjs client id for what the server itself writes, new and random for each activation, below 2^32.</param>
    /// <param name="caps">What it holds at most; null means the defaults.</param>
    public SectionSession(SectionId id, SectionSettings settings, ulong serverClient, SectionCaps? caps = null)
    {
        _id = id;
        _settings = settings;
        _caps = caps ?? SectionCaps.Default;
        _document = new SectionDocument(serverClient, _caps);
        _telling = new Telling(_caps.UpdateBytes);
    }

    /// <summary>Number of the last record that is on disk and in this session; 0 for an empty stream.</summary>
    public long Head => _head;

    /// <summary>Whether somebody has it open or something waits for the disk.</summary>
    public bool IsBusy => _readers.Count > 0 || _durable < _ticket;

    /// <summary>Whether it asked to be dropped; it then takes no more input.</summary>
    public bool IsClosed => _closed;

    /// <summary>The items in no particular order, the withdrawn ones too. Costs a pass over the document.</summary>
    public IReadOnlyList<CardItem> Items() => _document.Items();

    /// <summary>The items with who wrote their texts, the withdrawn ones too; what waits for the disk is in them. Costs a pass over the document.</summary>
    public IReadOnlyList<StandingItem> Standing() => _document.Standing();

    /// <summary>One item, or null.</summary>
    public CardItem? Item(ItemId item) => _document.Item(item);

    /// <summary>
    /// Nothing has happened for a while: keeps the document as packed bytes only, until somebody changes it. Does nothing while
    /// something waits for the disk.
    /// </summary>
    public void Rest()
    {
        if (_closed || _durable < _ticket)
            return;
        _effects.Clear();
        _effects.Capacity = 0;
        _document.Rest();
    }

    /// <summary>Takes an input.</summary>
    /// <returns>What to do, in order; the list is used again by the next call.</returns>
    public IReadOnlyList<SectionEffect> Handle(SectionInput input)
    {
        _effects.Clear();
        if (_closed)
            return _effects;
        switch (input)
        {
            case SectionInput.Push push:
                Push(push);
                break;
            case SectionInput.Appended appended:
                Appended(appended);
                break;
            case SectionInput.Foreign foreign:
                Follow(foreign.Record);
                break;
            case SectionInput.SetPresence presence:
                SetPresence(presence);
                break;
            case SectionInput.Open open:
                Open(open);
                break;
            case SectionInput.Leave leave:
                Leave(leave.Reader);
                break;
            case SectionInput.Tick:
                if (_presence.Tick(_effects, _settings))
                    _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
                break;
            case SectionInput.GatherPresence:
                _presence.Gather();
                break;
            case SectionInput.HidePresence:
                _presence.Hide(_effects);
                break;
            case SectionInput.PresenceElsewhere elsewhere:
                if (_presence.Replace(elsewhere.Server, elsewhere.Entries) && _settings.Mode == SectionMode.Live && _presence.LookAgain())
                    _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
                break;
            case SectionInput.AudienceChanged changed:
                ChangeAudience(changed.Settings);
                break;
            case SectionInput.WriteItem write:
                WriteItem(write);
                break;
            case SectionInput.WithdrawItem withdraw:
                WithdrawItem(withdraw);
                break;
            case SectionInput.Restore restore:
                BringBack(restore);
                break;
            case SectionInput.AppendFailed:
                Close();
                break;
        }

        return _effects;
    }

    private void Open(SectionInput.Open open)
    {
        var person = open.Caller.Person;
        if (!_settings.Reads(person))
        {
            Leave(open.Reader);
            _effects.Add(new SectionEffect.OpenRefused(open.Reader, new Refusal(RefusalCodes.SectionNotAReader)));
            return;
        }

        if (!_document.TryDiff(open.StateVector.Span, out var missing))
        {
            Leave(open.Reader);
            _effects.Add(new SectionEffect.OpenRefused(open.Reader, new Refusal(RefusalCodes.SectionMalformed)));
            return;
        }

        if (!_readers.ContainsKey(open.Reader) && IsFullFor(person))
        {
            _effects.Add(new SectionEffect.OpenRefused(open.Reader, new Refusal(SessionCodes.SectionFull)));
            return;
        }

        DropHeldAnswer(open.Reader);
        if (!MayHold(missing))
        {
            Leave(open.Reader);
            _effects.Add(new SectionEffect.OpenLater(open.Reader));
            return;
        }

        var canWrite = _settings.Writes(person) && !open.ReadOnly;
        _readers[open.Reader] = new Reader(open.Caller, canWrite, open.ReadOnly);
        var reply = new SectionOpened(missing, _document.StateVector, _document.Owners.Of(_settings.Audience, _settings.Hidden), canWrite);
        HoldAnswer(new SectionEffect.Opened(open.Reader, reply));
        if (_settings.Mode == SectionMode.Live && _presence.Join(open.Reader, person))
            _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
    }

    private bool IsFullFor(PersonId person) =>
        _readers.Count >= _caps.Readers || _readers.Values.Count(r => r.Caller.Person == person) >= _caps.ReadersPerPerson;

    private void SetPresence(SectionInput.SetPresence presence)
    {
        if (!_readers.TryGetValue(presence.Reader, out var reader))
            return;

        // A Yjs client's state holds more than where it is, so that goes on without an item that is not here.
        var known = presence.Item is { } item && _document.Has(item) ? presence.Item : null;
        if (presence.Client is { } client ? !MayBe(client, reader.Caller.Person) : known != presence.Item)
            return;
        if (_presence.Move(presence.Reader, known, presence.Typing, presence.Client, presence.Fields))
            _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
    }

    // Nobody shows themselves under a client by which others know somebody else.
    private bool MayBe(ulong client, PersonId person) =>
        (_document.OwnerOf(client) is not { } owner || owner == person) && !_presence.IsOfAnother(client, person);

    private void Leave(ReaderId reader)
    {
        if (!_readers.Remove(reader))
            return;
        DropHeldAnswer(reader);
        if (_presence.Leave(reader))
            _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
    }

    private void ChangeAudience(SectionSettings settings)
    {
        var before = _settings.Mode;
        _settings = settings;
        if (settings.Mode != SectionMode.Live)
            _presence.Clear(_effects);
        else if (_presence.LookAgain())
            _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));

        foreach (var (id, reader) in _readers.ToArray())
        {
            var person = reader.Caller.Person;
            var canWrite = settings.Writes(person) && !reader.ReadOnly;
            if (!settings.Reads(person))
            {
                Leave(id);
                _effects.Add(new SectionEffect.Shut(id, new Refusal(RefusalCodes.SectionNotAReader)));
                continue;
            }

            if (canWrite != reader.CanWrite)
            {
                _readers[id] = reader with { CanWrite = canWrite };
                _effects.Add(new SectionEffect.RightsChanged(id, canWrite));
            }

            if (before != SectionMode.Live && settings.Mode == SectionMode.Live && _presence.Join(id, person))
                _effects.Add(new SectionEffect.Schedule(_caps.PresenceTick));
        }
    }

    private void Close()
    {
        _closed = true;
        _held.Clear();
        _heldAnswers.Clear();
        _effects.Add(new SectionEffect.Close([.. _readers.Keys]));
        _readers.Clear();
    }

    private sealed record Reader(Caller Caller, bool CanWrite, bool ReadOnly)
    {
        /// <summary>Whether an update of it was passed over: it must open again before another is taken.</summary>
        public bool IsBehind { get; init; }
    }
}
