namespace RoundTable.Journal;

/// <content>Keys that the store lost.</content>
public sealed partial class Vault
{
    // A database that went on without its last moments (a standby that took over) may lack a key by which something is sealed already.
    private async ValueTask<StoredKey?> PutBackAsync(Entry? known, CancellationToken ct)
    {
        if (known?.Key is null)
            return null;
        var stored = known.Stored;
        var others = await _store.OfOwnerAsync(stored.Owner, ct).ConfigureAwait(false);

        // An owner who was erased meanwhile is erased by this key too.
        if (others.Any(key => key.Wrapped is null))
            throw new DataErasedException(stored.Owner);
        await _store.AddAsync(stored, ct).ConfigureAwait(false);
        _lost?.Invoke(stored);
        return await _store.FindAsync(stored.Id, ct).ConfigureAwait(false);
    }
}
