namespace RoundTable.Journal;

/// <content>Whether the keys open.</content>
public sealed partial class Vault
{
    /// <summary>
    /// Fails when there are keys that none of the master keys can unwrap: better at the start than at a family's table. One key that does
    /// not open keeps only its own plan shut.
    /// </summary>
    /// <exception cref="JournalUnavailableException">Of all that one master key wraps none opens, or that master key is not configured.</exception>
    public async ValueTask CheckAsync(CancellationToken ct = default)
    {
        var keys = await _store.NotUnderAsync("", ct).ConfigureAwait(false);
        RequireMasters(keys);
        var damaged = keys.Where(key => key.IsSetAside).ToList();
        foreach (var group in keys.Where(key => !key.IsSetAside).GroupBy(key => key.Master))
        {
            var shut = new List<StoredKey>();
            foreach (var key in group)
            {
                if (await TryUnwrapAsync(key, ct).ConfigureAwait(false) is null)
                    shut.Add(key);
            }

            if (shut.Count == group.Count())
                await UnwrapAsync(shut[0], ct).ConfigureAwait(false);
            damaged.AddRange(shut);
        }

        foreach (var key in damaged)
        {
            _damaged?.Invoke(key);
        }
    }

    private void RequireMasters(IReadOnlyList<StoredKey> keys)
    {
        var missing = keys.Where(key => !key.IsSetAside).GroupBy(key => key.Master).FirstOrDefault(group => _masters.All(master => master.Id != group.Key));
        if (missing is not null)
        {
            throw new JournalUnavailableException(
                $"{missing.Count()} data keys are wrapped by master key {missing.Key}, which is not configured.");
        }
    }

    /// <summary>The key, or null when its bytes are not what a master key wrapped.</summary>
    private async ValueTask<byte[]?> TryUnwrapAsync(StoredKey stored, CancellationToken ct)
    {
        try
        {
            return await UnwrapAsync(stored, ct).ConfigureAwait(false);
        }
        catch (JournalUnavailableException e) when (!e.MayPass)
        {
            return null;
        }
    }

    private ValueTask<byte[]> UnwrapAsync(StoredKey stored, CancellationToken ct) =>
        _masters.FirstOrDefault(master => master.Id == stored.WrappedBy) is { } master
            ? master.UnwrapAsync(stored.Id, stored.Wrapped!, ct)
            : throw new JournalUnavailableException($"Data key {stored.Id} is wrapped by master key {stored.WrappedBy}, which is not configured.");
}
