namespace RoundTable.Journal;

/// <summary>
/// Where wrapped data keys are kept: apart from the journal, so that a backup of the journal does not hold them.
/// Every member throws <see cref="JournalUnavailableException"/> when the store cannot be reached.
/// </summary>
public interface IKeyStore : IAsyncDisposable
{
    /// <summary>Keeps a key; on disk when it answers. One that is there, also a destroyed one, stays as it is.</summary>
    ValueTask AddAsync(StoredKey key, CancellationToken ct = default);

    /// <summary>One key, also a destroyed one; null when there never was one.</summary>
    ValueTask<StoredKey?> FindAsync(KeyId id, CancellationToken ct = default);

    /// <summary>The keys of an owner, oldest first, destroyed ones too.</summary>
    ValueTask<IReadOnlyList<StoredKey>> OfOwnerAsync(string owner, CancellationToken ct = default);

    /// <summary>The owners that begin with these characters and have a key that is not destroyed.</summary>
    ValueTask<IReadOnlyList<string>> OwnersAsync(string prefix, CancellationToken ct = default);

    /// <summary>Every key that is not destroyed and that another master key wraps than this one.</summary>
    ValueTask<IReadOnlyList<StoredKey>> NotUnderAsync(string master, CancellationToken ct = default);

    /// <summary>Replaces the wrapping of a key, unless the key was destroyed or wrapped anew meanwhile; says whether it did.</summary>
    ValueTask<bool> RewrapAsync(StoredKey key, string master, byte[] wrapped, CancellationToken ct = default);

    /// <summary>Destroys every key of an owner; what is left says when and by whom. Once more changes nothing.</summary>
    ValueTask DestroyAsync(string owner, DateTimeOffset at, string by, CancellationToken ct = default);

    /// <summary>
    /// Frees the store's own files of what destroyed keys left in them, where destroying does not do that by itself.
    /// </summary>
    /// <returns>False: somebody still has the store of before in view, so something may be left; to be tried again.</returns>
    ValueTask<bool> ClearAsync(CancellationToken ct = default);
}
