namespace RoundTable.Journal;

/// <content>Keys that the store lost.</content>
public sealed partial class Vault
{
    /// <summary>
    /// The keys of an owner. A database that went on without its last moments (a standby that took over) may lack one by which something
    /// is sealed already: that is put back first, from memory, by whoever asks.
    /// </summary>
    /// <param name="owner">Whose.</param>
    /// <param name="known">The key that is in memory, or null.</param>
    /// <param name="ct">Gives up.</param>
    private async ValueTask<IReadOnlyList<StoredKey>> OfOwnerAsync(string owner, Entry? known, CancellationToken ct)
    {
        var keys = await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false);

        // An owner who was erased meanwhile is erased by the lost key too.
        if (known?.Key is null || keys.Any(key => key.Wrapped is null || key.Id == known.Stored.Id))
            return keys;
        await _store.AddAsync(known.Stored, ct).ConfigureAwait(false);
        keys = await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false);

        // Erased at this very moment: then that key goes with the others.
        if (Standing(keys) is { Wrapped: null } gone)
        {
            await DestroyAsync(owner, gone.DestroyedAt!.Value, gone.DestroyedBy!, ct).ConfigureAwait(false);
            return await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false);
        }

        _lost?.Invoke(known.Stored);
        return keys;
    }
}
