using System.Collections.Concurrent;

namespace RoundTable.Journal;

/// <summary>
/// The data keys: one at a time seals what is new of an owner, earlier ones open what is old. Another server's rotation
/// or erasure is noticed within <see cref="Fresh"/>. Safe for concurrent callers.
/// </summary>
public sealed partial class Vault
{
    /// <summary>How long a key is used before the store is asked again whether it still stands. 5 seconds.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>How long the store is waited for, when it is asked about one owner and nothing else is said. 3 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long a key that nobody uses stays in memory. 10 minutes.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Entry> _byOwner = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyId, Entry> _byId = [];
    private readonly SemaphoreSlim _one = new(1);
    private readonly PatientKeyStore _store;
    private readonly IReadOnlyList<IMasterKey> _masters;
    private readonly FillRandom _fill;
    private readonly TimeProvider _time;
    private readonly Action<StoredKey>? _lost;
    private readonly Action<StoredKey>? _damaged;
    private long _swept;
    private bool _unclear = true;

    /// <summary>Creates the vault.</summary>
    /// <param name="store">The wrapped keys; not disposed by the vault.</param>
    /// <param name="masters">The master key that wraps new keys, and then earlier ones that may still be needed.</param>
    /// <param name="fill">Source of keys and nonces.</param>
    /// <param name="time">Clock.</param>
    /// <param name="lost">Hears of a key in memory that the store had lost and that was put back. Default nobody.</param>
    /// <param name="damaged">Hears of a key that does not open though its master key is there, when the keys are checked. Default nobody.</param>
    /// <param name="patience">How long the store is waited for, when it is asked about one owner. Default <see cref="Patience"/>.</param>
    public Vault(
        IKeyStore store,
        IReadOnlyList<IMasterKey> masters,
        FillRandom fill,
        TimeProvider time,
        Action<StoredKey>? lost = null,
        Action<StoredKey>? damaged = null,
        TimeSpan? patience = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(masters.Count);
        _store = new PatientKeyStore(store, time, patience ?? Patience);
        _masters = masters;
        _fill = fill;
        _time = time;
        _lost = lost;
        _damaged = damaged;
        _swept = time.GetTimestamp();
    }

    /// <summary>How many keys are in memory, for tests and telemetry.</summary>
    internal int Count => _byId.Count;

    /// <summary>Whether an owner's keys were destroyed.</summary>
    public async ValueTask<bool> IsErasedAsync(string owner, CancellationToken ct = default)
    {
        if (_byOwner.TryGetValue(owner, out var known) && IsFresh(known))
            return known.Key is null;
        return await OneAtATimeAsync(
            async () =>
            {
                var keys = await OfOwnerAsync(owner, _byOwner.GetValueOrDefault(owner), ct).ConfigureAwait(false);
                if (Standing(keys) is not { } standing)
                    return false;
                try
                {
                    await KeepNewestAsync(standing, ct).ConfigureAwait(false);
                }
                catch (JournalUnavailableException)
                {
                    // Whoever needs the key hears that it does not unwrap; it was not destroyed.
                }

                return standing.Wrapped is null;
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>The key that seals what is new; made when the owner has none.</summary>
    /// <exception cref="DataErasedException">The owner's keys were destroyed.</exception>
    /// <remarks>
    /// While the store is away the key that is known goes on: what waits for the journal is sealed by it, and if it was destroyed
    /// meanwhile, nobody will open it. That ends at most <see cref="Fresh"/> and <see cref="Patience"/> after the store is back.
    /// </remarks>
    internal async ValueTask<DataKey> ForSealingAsync(string owner, CancellationToken ct)
    {
        if (_byOwner.TryGetValue(owner, out var known) && IsFresh(known))
            return known.Key ?? throw new DataErasedException(owner);
        if (known?.Key is null)
            return await LoadOrMakeAsync(owner, ct).ConfigureAwait(false);
        if (!_store.IsWorthAsking())
            return known.Key;
        try
        {
            return await _store.InTimeAsync(inTime => LoadOrMakeAsync(owner, inTime), ct).ConfigureAwait(false);
        }
        catch (JournalUnavailableException)
        {
            return known.Key;
        }
    }

    /// <summary>The key that a payload names.</summary>
    /// <exception cref="DataErasedException">It was destroyed.</exception>
    /// <exception cref="MissingKeyException">It is not in this store, nor in memory.</exception>
    internal ValueTask<DataKey> ForOpeningAsync(KeyId id, CancellationToken ct) =>
        _byId.TryGetValue(id, out var known) && IsFresh(known)
            ? ValueTask.FromResult(known.Key ?? throw new DataErasedException(known.Stored.Owner))
            : LoadAsync(id, ct);

    /// <summary>The key that a payload names, if it is known without asking; null also when it was destroyed.</summary>
    internal DataKey? TryForOpening(KeyId id) => _byId.TryGetValue(id, out var known) && IsFresh(known) ? known.Key : null;

    // One destroyed key says that the owner was erased, also when another server made a key at that very moment.
    private static StoredKey? Standing(IReadOnlyList<StoredKey> keys) => keys.FirstOrDefault(key => key.Wrapped is null) ?? keys.LastOrDefault();

    private bool IsFresh(Entry entry) => _time.GetElapsedTime(entry.CheckedAt) < Fresh;

    private ValueTask<DataKey> LoadAsync(KeyId id, CancellationToken ct) => OneAtATimeAsync(
        async () =>
        {
            if (_byId.TryGetValue(id, out var known) && IsFresh(known))
                return known.Key ?? throw new DataErasedException(known.Stored.Owner);
            var stored = await _store.FindAsync(id, ct).ConfigureAwait(false);
            if (stored is null && known?.Key is not null)
            {
                var keys = await OfOwnerAsync(known.Stored.Owner, known, ct).ConfigureAwait(false);
                stored = keys.FirstOrDefault(key => key.Wrapped is null) ?? keys.FirstOrDefault(key => key.Id == id);
            }

            if (stored is null)
                throw new MissingKeyException(id);
            return await KeepAsync(stored, ct).ConfigureAwait(false) ?? throw new DataErasedException(stored.Owner);
        },
        ct);

    private ValueTask<DataKey> LoadOrMakeAsync(string owner, CancellationToken ct) => OneAtATimeAsync(
        async () =>
        {
            if (_byOwner.TryGetValue(owner, out var known) && IsFresh(known))
                return known.Key ?? throw new DataErasedException(owner);
            var keys = await OfOwnerAsync(owner, known, ct).ConfigureAwait(false);
            var newest = Standing(keys) ?? await MakeAsync(owner, ct).ConfigureAwait(false);
            return await KeepNewestAsync(newest, ct).ConfigureAwait(false) ?? throw new DataErasedException(owner);
        },
        ct);

    // So that what was read before an erasure is never remembered after it.
    private async ValueTask<T> OneAtATimeAsync<T>(Func<ValueTask<T>> work, CancellationToken ct)
    {
        var silences = _store.Silences;
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // Whoever stood behind one who heard nothing does not wait as long again.
            if (_store.Silences != silences)
                throw new JournalUnavailableException("The key store said nothing.", new TimeoutException());
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async ValueTask<StoredKey> MakeAsync(string owner, CancellationToken ct, StoredKey? newest = null)
    {
        // The latest seals; one that was made by a clock that ran ahead must not stay the latest.
        var now = _time.GetUtcNow();
        var madeAt = newest?.MadeAt.AddMicroseconds(1) is { } next && next > now ? next : now;
        var bits = new byte[KeyId.Length];
        var secret = new byte[DataKey.Length];
        _fill(bits);
        _fill(secret);
        var id = new KeyId(new Guid(bits));
        var master = _masters[0];
        var key = new StoredKey(id, owner, madeAt, master.Id, await master.WrapAsync(id, secret, ct).ConfigureAwait(false));
        await _store.AddAsync(key, ct).ConfigureAwait(false);
        return key;
    }

    private async ValueTask<DataKey?> KeepNewestAsync(StoredKey newest, CancellationToken ct)
    {
        var key = await KeepAsync(newest, ct).ConfigureAwait(false);
        _byOwner[newest.Owner] = new Entry(newest, key, _time.GetTimestamp());
        return key;
    }

    private async ValueTask<DataKey?> KeepAsync(StoredKey stored, CancellationToken ct)
    {
        DataKey? key = null;
        if (stored.Wrapped is not null)
        {
            key = _byId.TryGetValue(stored.Id, out var known) && known.Key is not null
                ? known.Key
                : new DataKey(stored.Id, stored.Owner, await UnwrapAsync(stored, ct).ConfigureAwait(false), _fill);
        }

        _byId[stored.Id] = new Entry(stored, key, _time.GetTimestamp());
        Sweep();
        return key;
    }

    // What is used is looked up again every few seconds. Only here, when the store answers: while it is away every key stays.
    private void Sweep()
    {
        if (_time.GetElapsedTime(_swept) < Kept)
            return;
        _swept = _time.GetTimestamp();
        Sweep(_byId);
        Sweep(_byOwner);
    }

    private void Sweep<TKey>(ConcurrentDictionary<TKey, Entry> entries)
        where TKey : notnull
    {
        foreach (var (key, entry) in entries)
        {
            if (_time.GetElapsedTime(entry.CheckedAt) > Kept)
                entries.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private sealed record Entry(StoredKey Stored, DataKey? Key, long CheckedAt);
}
