namespace RoundTable.Journal.Tests;

/// <summary>A key store that can be away, or say nothing.</summary>
internal sealed class FailingKeyStore(IKeyStore inner) : IKeyStore
{
    private TaskCompletionSource<IReadOnlyList<StoredKey>>? _silence;

    /// <summary>Whether it is away.</summary>
    internal bool IsAway { get; set; }

    /// <summary>From now on it does not answer what it is asked about an owner, not even when somebody gives up.</summary>
    internal void FallSilent() => _silence = new TaskCompletionSource<IReadOnlyList<StoredKey>>(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It answers again; what it was asked meanwhile fails.</summary>
    internal void Speak()
    {
        _silence?.SetException(new JournalUnavailableException("The test says so."));
        _silence = null;
    }

    public ValueTask AddAsync(StoredKey key, CancellationToken ct = default) => There().AddAsync(key, ct);

    public ValueTask<StoredKey?> FindAsync(KeyId id, CancellationToken ct = default) => There().FindAsync(id, ct);

    public ValueTask<IReadOnlyList<StoredKey>> OfOwnerAsync(string owner, CancellationToken ct = default) =>
        _silence is { } silence ? new(silence.Task) : There().OfOwnerAsync(owner, ct);

    public ValueTask<IReadOnlyList<string>> OwnersAsync(string prefix, CancellationToken ct = default) => There().OwnersAsync(prefix, ct);

    public ValueTask<IReadOnlyList<StoredKey>> NotUnderAsync(string master, CancellationToken ct = default) => There().NotUnderAsync(master, ct);

    public ValueTask<bool> RewrapAsync(StoredKey key, string master, byte[] wrapped, CancellationToken ct = default) =>
        There().RewrapAsync(key, master, wrapped, ct);

    public ValueTask DestroyAsync(string owner, DateTimeOffset at, string by, CancellationToken ct = default) => There().DestroyAsync(owner, at, by, ct);

    public ValueTask<bool> ClearAsync(CancellationToken ct = default) => There().ClearAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private IKeyStore There() => IsAway ? throw new JournalUnavailableException("The test says so.", new IOException()) : inner;
}
