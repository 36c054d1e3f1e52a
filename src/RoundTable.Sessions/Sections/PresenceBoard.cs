using System.Collections.Frozen;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// Who is where in the section, here and on other servers. Changes are gathered and shown once per tick: what is different
/// to those who saw the picture before, all of it to newcomers. Who only has it open is not pictured: their page opens it
/// when a meeting in another room begins.
/// </summary>
internal sealed class PresenceBoard
{
    private readonly Dictionary<ReaderId, PresenceEntry> _here = [];
    private readonly Dictionary<string, IReadOnlyList<PresenceEntry>> _elsewhere = [];
    private readonly HashSet<ReaderId> _newcomers = [];
    private Dictionary<string, PresenceEntry> _shown = [];
    private IReadOnlyList<PersonPresence> _people = [];
    private FrozenSet<PersonId> _audience = FrozenSet<PersonId>.Empty;
    private readonly object _series = new();
    private long _moves;
    private long _pictures;
    private IReadOnlyList<PresenceEntry>? _gathered;
    private bool _changedSince;
    private bool _scheduled;
    private bool _changedHere;

    /// <summary>
    /// A connection arrived: it is nowhere yet, and seen when it moves; one that opens again stays where it was. True when a tick
    /// must be scheduled.
    /// </summary>
    public bool Join(ReaderId reader, PersonId person)
    {
        _newcomers.Add(reader);
        if (_here.TryGetValue(reader, out var entry) && entry.Person == person)
            return NeedsTick(here: false);
        return Put(reader, new PresenceEntry(reader.Value, person, "", null, false, MadeUpClient(reader.Value), null, ++_moves));
    }

    /// <summary>A connection moved; true when a tick must be scheduled.</summary>
    public bool Move(ReaderId reader, ItemId? item, bool typing, ulong? client, string? fields)
    {
        if (!_here.TryGetValue(reader, out var entry))
            return false;
        var moved = entry with { Item = item, Typing = typing, Client = client ?? MadeUpClient(reader.Value), Fields = fields };
        if (moved == entry)
            return false;
        if (client is { } own)
            TakeOver(own, reader);
        return Put(reader, moved with { Move = ++_moves });
    }

    /// <summary>Whether an awareness client is that of another person here or elsewhere.</summary>
    public bool IsOfAnother(ulong client, PersonId person) =>
        _here.Values.Any(e => e.Client == client && e.Person != person)
        || _elsewhere.Values.Any(entries => entries.Any(e => e.Client == client && e.Person != person));

    /// <summary>A connection is gone; true when a tick must be scheduled.</summary>
    public bool Leave(ReaderId reader)
    {
        _newcomers.Remove(reader);
        return _here.Remove(reader) && NeedsTick(here: true);
    }

    /// <summary>All who are in the section on another server; true when it is not what was known, and a tick must be asked for if they may be seen.</summary>
    public bool Replace(string server, IReadOnlyList<PresenceEntry> entries)
    {
        if (entries.Count == 0 ? !_elsewhere.Remove(server) : Same(_elsewhere.GetValueOrDefault(server), entries))
            return false;
        if (entries.Count > 0)
            _elsewhere[server] = entries;
        return true;
    }

    /// <summary>Who may be seen, or by which name, may be another now; true when a tick must be scheduled.</summary>
    public bool LookAgain() => _shown.Count + _here.Count + _elsewhere.Count > 0 && NeedsTick(here: false);

    /// <summary>
    /// Nobody is seen any more, and those who saw somebody are told. Who is elsewhere is remembered: it is not said again when
    /// people are seen again.
    /// </summary>
    public void Clear(List<SectionEffect> effects)
    {
        var wereHere = _here.Count > 0;
        _here.Clear();
        _newcomers.Clear();
        _changedHere = false;
        if (_gathered is not null)
            _gathered = [];
        Hide(effects);
        if (wereHere)
            effects.Add(new SectionEffect.SharePresence([]));
    }

    /// <summary>Nobody is seen until the next tick, and those who saw somebody are told. Who saw nothing yet still waits for that tick.</summary>
    public void Hide(List<SectionEffect> effects)
    {
        if (_shown.Count > 0)
            effects.Add(Showing(new([], [], [.. _shown.Values.Select(e => e.Client)]) { Told = new([], null) }, FrozenSet<ReaderId>.Empty));
        (_shown, _people) = ([], []);
    }

    /// <summary>The next tick shows what is so now.</summary>
    public void Gather()
    {
        _gathered = [.. Everybody()];
        _changedSince = false;
    }

    /// <summary>
    /// Shows what is different since the last tick, as it was gathered or else as it is now; nobody in a section that is not live. True
    /// when another tick must be scheduled.
    /// </summary>
    /// <param name="effects">Where what must be shown goes.</param>
    /// <param name="settings">Says who may be seen, and by which name.</param>
    public bool Tick(List<SectionEffect> effects, SectionSettings settings)
    {
        var gathered = _gathered ?? Everybody();
        _scheduled = _changedSince && settings.Mode == SectionMode.Live;
        (_gathered, _changedSince) = (null, false);
        if (settings.Mode != SectionMode.Live)
            return false;
        var everybody = new Dictionary<string, PresenceEntry>(_shown.Count);
        foreach (var entry in gathered)
        {
            if (IsSomewhere(entry) && settings.Reads(entry.Person))
                everybody[entry.Id] = entry with { Name = settings.NameOf(entry.Person) };
        }

        Show(effects, everybody, settings.Audience);
        if (_changedHere)
            effects.Add(new SectionEffect.SharePresence([.. _here.Values.OrderBy(e => e.Id, StringComparer.Ordinal)]));
        _changedHere = false;
        return _scheduled;
    }

    private IEnumerable<PresenceEntry> Everybody() => _elsewhere.Values.SelectMany(e => e).Concat(_here.Values);

    private void Show(List<SectionEffect> effects, Dictionary<string, PresenceEntry> everybody, FrozenSet<PersonId> audience)
    {
        List<PresenceEntry> all = [.. everybody.Values.OrderBy(e => e.Id, StringComparer.Ordinal)];
        var changed = all.FindAll(e => !_shown.TryGetValue(e.Id, out var before) || !LooksLike(before, e));
        var clients = all.Select(e => e.Client).ToHashSet();
        List<ulong> gone = [.. _shown.Values.Select(e => e.Client).Where(c => !clients.Contains(c))];
        var people = PresencePicture.PeopleOf(all);
        var told = PeopleChange.Between(_people, people);
        if (!told.IsEmpty)
        {
            // Who may be seen no longer is not named once more as gone: all the others are named instead.
            told = _audience.IsSubsetOf(audience) ? told : new PeopleChange(people, null);
            _audience = audience;
        }

        (_shown, _people) = (everybody, people);
        var picture = new PresencePicture(all, changed, gone) { People = people, Told = told };
        if (!picture.IsSame || _newcomers.Count > 0)
            effects.Add(Showing(picture, _newcomers.ToFrozenSet()));
        _newcomers.Clear();
    }

    private SectionEffect.ShowPresence Showing(PresencePicture picture, IReadOnlySet<ReaderId> newcomers) =>
        new(picture with { Series = _series, Number = ++_pictures }, newcomers);

    // A page that comes back before its old connection is known to be dead brings the same client.
    private void TakeOver(ulong client, ReaderId reader)
    {
        foreach (var (other, entry) in _here.Where(h => h.Value.Client == client && h.Key != reader).ToList())
        {
            _here[other] = entry with { Client = MadeUpClient(other.Value), Fields = null };
        }
    }

    private bool Put(ReaderId reader, PresenceEntry entry)
    {
        _here[reader] = entry;
        return NeedsTick(here: true);
    }

    private bool NeedsTick(bool here)
    {
        _changedHere |= here;
        _changedSince |= _gathered is not null;
        return !_scheduled && (_scheduled = true);
    }

    // A client of its own is one that said something of itself, if only that it is there.
    private static bool IsSomewhere(PresenceEntry entry) =>
        entry.Item is not null || entry.Typing || entry.Fields is not null || entry.Client != MadeUpClient(entry.Id);

    private static bool LooksLike(PresenceEntry a, PresenceEntry b) => a with { Move = b.Move } == b;

    private static bool Same(IReadOnlyList<PresenceEntry>? before, IReadOnlyList<PresenceEntry> after) =>
        before is not null && before.SequenceEqual(after);

    /// <summary>
    /// FNV-1a of the connection's id in 52 to 53 bits: the same on every server, and never one that a Yjs 13 client draws,
    /// which has 32 bits.
    /// </summary>
    private static ulong MadeUpClient(string connection)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(connection))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return (1UL << 52) | (hash & ((1UL << 52) - 1));
    }
}
