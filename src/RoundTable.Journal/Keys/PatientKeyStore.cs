namespace RoundTable.Journal;

/// <summary>
/// A key store that is waited for a short while only. After it failed it is left alone for a while by whoever knows a key already, and
/// then one asks it while the others go on. What concerns all owners together may take its time.
/// </summary>
internal sealed class PatientKeyStore(IKeyStore inner, TimeProvider time, TimeSpan patience) : IKeyStore
{
    // A timestamp; 0: the last time it did not fail.
    private long _failedAt;
    private int _silences;

    /// <summary>How often it said nothing until nobody waited for it any more.</summary>
    internal int Silences => Volatile.Read(ref _silences);

    /// <summary>Whether to ask it about a key that is known. True to one caller in each <see cref="Vault.Fresh"/> while it fails.</summary>
    internal bool IsWorthAsking()
    {
        var failed = Volatile.Read(ref _failedAt);
        return failed == 0
            || (time.GetElapsedTime(failed) >= Vault.Fresh && Interlocked.CompareExchange(ref _failedAt, time.GetTimestamp(), failed) == failed);
    }

    /// <summary>Does something with this store that takes its patience at most, the wait for a turn included.</summary>
    /// <exception cref="JournalUnavailableException">It failed, or took longer.</exception>
    internal async ValueTask<T> InTimeAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            var answer = await work(givenUp.Token).AsTask().WaitAsync(patience, time, ct).ConfigureAwait(false);
            Volatile.Write(ref _failedAt, 0);
            return answer;
        }
        catch (TimeoutException e)
        {
            Volatile.Write(ref _failedAt, time.GetTimestamp());
            await givenUp.CancelAsync().ConfigureAwait(false);
            throw new JournalUnavailableException("The key store says nothing.", e);
        }
        catch (JournalUnavailableException)
        {
            Volatile.Write(ref _failedAt, time.GetTimestamp());
            throw;
        }
    }

    public async ValueTask AddAsync(StoredKey key, CancellationToken ct = default) => await AskAsync(
        async inTime =>
        {
            await inner.AddAsync(key, inTime).ConfigureAwait(false);
            return true;
        },
        ct).ConfigureAwait(false);

    public ValueTask<StoredKey?> FindAsync(KeyId id, CancellationToken ct = default) => AskAsync(inTime => inner.FindAsync(id, inTime), ct);

    public ValueTask<IReadOnlyList<StoredKey>> OfOwnerAsync(string owner, CancellationToken ct = default) =>
        AskAsync(inTime => inner.OfOwnerAsync(owner, inTime), ct);

    public ValueTask<IReadOnlyList<string>> OwnersAsync(string prefix, CancellationToken ct = default) => inner.OwnersAsync(prefix, ct);

    public ValueTask<IReadOnlyList<StoredKey>> NotUnderAsync(string master, CancellationToken ct = default) => inner.NotUnderAsync(master, ct);

    public ValueTask<bool> RewrapAsync(StoredKey key, string master, byte[] wrapped, CancellationToken ct = default) =>
        inner.RewrapAsync(key, master, wrapped, ct);

    public async ValueTask DestroyAsync(string owner, DateTimeOffset at, string by, CancellationToken ct = default) => await AskAsync(
        async inTime =>
        {
            await inner.DestroyAsync(owner, at, by, inTime).ConfigureAwait(false);
            return true;
        },
        ct).ConfigureAwait(false);

    public ValueTask<bool> ClearAsync(CancellationToken ct = default) => inner.ClearAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken ct)
    {
        try
        {
            return await InTimeAsync(ask, ct).ConfigureAwait(false);
        }
        catch (JournalUnavailableException e) when (e.InnerException is TimeoutException)
        {
            Interlocked.Increment(ref _silences);
            throw;
        }
    }
}
