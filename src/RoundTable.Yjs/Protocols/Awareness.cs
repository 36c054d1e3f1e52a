namespace RoundTable.Yjs;

/// <summary>
/// Who is present, and what they say of themselves: not part of the document, never stored (y-protocols: <c>Awareness</c>).
/// The owner calls <see cref="CheckTimeouts"/> every few seconds.
/// </summary>
public sealed class Awareness
{
    private readonly TimeProvider _time;
    private readonly Dictionary<ulong, object> _states = [];
    private readonly Dictionary<ulong, (long Clock, DateTimeOffset Updated)> _meta = [];

    /// <summary>Silence after which another client counts as gone: 30 s. An own state is renewed after half of it.</summary>
    public static readonly TimeSpan OutdatedTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Begins with an empty own state and clock 0.</summary>
    /// <param name="clientId">Own client number, that of the document.</param>
    /// <param name="time">The clock.</param>
    public Awareness(ulong clientId, TimeProvider time)
    {
        _time = time;
        ClientId = clientId;
        SetLocalState(new YObject());
    }

    /// <summary>Own client number.</summary>
    public ulong ClientId { get; }

    /// <summary>The state of everybody present.</summary>
    public IReadOnlyDictionary<ulong, object> States => _states;

    /// <summary>The last clock of everybody ever heard of.</summary>
    public IEnumerable<KeyValuePair<ulong, long>> Clocks => _meta.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Clock));

    /// <summary>Somebody came, went or changed; renewals without a difference are left out.</summary>
    public event Action<AwarenessChange>? Changed;

    /// <summary>A report was accepted, also one that changes nothing: what must be sent on.</summary>
    public event Action<AwarenessChange>? Updated;

    /// <summary>Own state; null when this client counts as gone.</summary>
    public object? GetLocalState() => _states.GetValueOrDefault(ClientId);

    /// <summary>Sets the own state; null means gone.</summary>
    /// <exception cref="ArgumentException">Not a plain value.</exception>
    public void SetLocalState(object? state)
    {
        var normal = Values.Normalize(state);
        var clock = _meta.TryGetValue(ClientId, out var meta) ? meta.Clock + 1 : 0;
        var before = GetLocalState();
        Store(ClientId, normal);
        _meta[ClientId] = (clock, _time.GetUtcNow());
        ulong[] own = [ClientId];
        var added = normal is not null && before is null ? own : [];
        var updated = normal is not null && before is not null ? own : [];
        var removed = normal is null ? own : [];
        var changed = Values.DeepEquals(before, normal) ? [] : updated;
        Raise(added, updated, changed, removed, "local");
    }

    /// <summary>Sets one member of the own state; nothing happens while this client counts as gone.</summary>
    /// <exception cref="ArgumentException">Not a plain value.</exception>
    public void SetLocalStateField(string field, object? value)
    {
        if (GetLocalState() is YObject state)
        {
            var next = state.Clone();
            next.Set(field, Values.Normalize(value));
            SetLocalState(next);
        }
    }

    /// <summary>Takes clients out, without waiting for their silence.</summary>
    public void Remove(IReadOnlyList<ulong> clients, object? origin)
    {
        var removed = new List<ulong>();
        foreach (var client in clients)
        {
            if (!_states.Remove(client))
            {
                continue;
            }
            if (client == ClientId)
            {
                _meta[client] = (_meta[client].Clock + 1, _time.GetUtcNow());
            }
            removed.Add(client);
        }
        if (removed.Count > 0)
        {
            Raise([], [], [], removed, origin);
        }
    }

    /// <summary>The reports of some clients, to be sent.</summary>
    /// <exception cref="KeyNotFoundException">Nothing was ever heard of one of them.</exception>
    public byte[] Encode(IReadOnlyList<ulong> clients)
        => AwarenessProtocol.Encode([.. clients.Select(client => new AwarenessEntry(client, _meta[client].Clock, _states.GetValueOrDefault(client)))]);

    /// <summary>Takes reports in: those newer than what is known.</summary>
    /// <param name="update">Bytes of an awareness update; borrowed until return.</param>
    /// <param name="origin">What observers see as the cause.</param>
    /// <exception cref="MalformedUpdateException">Not an awareness update; nothing changed.</exception>
    public void Apply(ReadOnlySpan<byte> update, object? origin = null)
    {
        var now = _time.GetUtcNow();
        var changes = (Added: new List<ulong>(), Updated: new List<ulong>(), Changed: new List<ulong>(), Removed: new List<ulong>());
        foreach (var entry in AwarenessProtocol.Decode(update))
        {
            var known = _meta.TryGetValue(entry.Client, out var meta);
            var gone = entry.State is null;
            if (meta.Clock > entry.Clock || (meta.Clock == entry.Clock && !(gone && _states.ContainsKey(entry.Client))))
            {
                continue;
            }
            var before = _states.GetValueOrDefault(entry.Client);
            var keepOwn = gone && entry.Client == ClientId && before is not null;
            if (!keepOwn)
            {
                Store(entry.Client, entry.State);
            }
            _meta[entry.Client] = (entry.Clock + (keepOwn ? 1 : 0), now);
            if (gone)
            {
                AddIf(known, changes.Removed, entry.Client);
            }
            else
            {
                AddIf(!known, changes.Added, entry.Client);
                AddIf(known, changes.Updated, entry.Client);
                AddIf(known && !Values.DeepEquals(entry.State, before), changes.Changed, entry.Client);
            }
        }
        Raise(changes.Added, changes.Updated, changes.Changed, changes.Removed, origin);
    }

    /// <summary>Renews the own state when it gets old, and takes silent clients out.</summary>
    public void CheckTimeouts()
    {
        var now = _time.GetUtcNow();
        if (GetLocalState() is { } own && now - _meta[ClientId].Updated >= OutdatedTimeout / 2)
        {
            SetLocalState(own);
        }
        var silent = new List<ulong>();
        foreach (var (client, meta) in _meta)
        {
            if (client != ClientId && _states.ContainsKey(client) && now - meta.Updated >= OutdatedTimeout)
            {
                silent.Add(client);
            }
        }
        Remove(silent, "timeout");
    }

    private void Store(ulong client, object? state)
    {
        if (state is null)
        {
            _states.Remove(client);
        }
        else
        {
            _states[client] = state;
        }
    }

    private void Raise(IReadOnlyList<ulong> added, IReadOnlyList<ulong> updated, IReadOnlyList<ulong> changed, IReadOnlyList<ulong> removed, object? origin)
    {
        if (added.Count + changed.Count + removed.Count > 0)
        {
            Changed?.Invoke(new(added, changed, removed, origin));
        }
        if (added.Count + updated.Count + removed.Count > 0)
        {
            Updated?.Invoke(new(added, updated, removed, origin));
        }
    }

    private static void AddIf(bool condition, List<ulong> clients, ulong client)
    {
        if (condition)
        {
            clients.Add(client);
        }
    }
}
