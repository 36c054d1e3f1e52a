namespace RoundTable.Journal;

/// <content>Rotation and erasure.</content>
public sealed partial class Vault
{
    /// <summary>Makes a new key for an owner: what is written from now on is sealed with it, what is there stays readable.</summary>
    /// <exception cref="DataErasedException">The owner's keys were destroyed.</exception>
    public async ValueTask<KeyId> RotateAsync(string owner, CancellationToken ct = default)
    {
        if (await IsErasedAsync(owner, ct).ConfigureAwait(false))
            throw new DataErasedException(owner);
        return await OneAtATimeAsync(
            async () =>
            {
                var newest = (await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false)).LastOrDefault();
                var key = await MakeAsync(owner, ct, newest).ConfigureAwait(false);
                _byOwner.TryRemove(owner, out _);
                return key.Id;
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Wraps every key by the first master key that another one wraps; the others can be thrown away afterwards. A key that does not open
    /// is set aside as it is, so that it keeps no other waiting and no server from starting; whenever its bytes are whole again it opens.
    /// </summary>
    /// <returns>How many keys were wrapped anew, and which do not open.</returns>
    /// <exception cref="JournalUnavailableException">A master key that wraps some of them is not configured: nothing was done.</exception>
    public async ValueTask<Rewrapped> RewrapAsync(CancellationToken ct = default)
    {
        var master = _masters[0];
        var (count, damaged) = (0, new List<StoredKey>());
        var keys = await _store.NotUnderAsync(master.Id, ct).ConfigureAwait(false);
        RequireMasters(keys);
        foreach (var stored in keys)
        {
            if (await TryUnwrapAsync(stored, ct).ConfigureAwait(false) is { } key)
            {
                var wrapped = await master.WrapAsync(stored.Id, key, ct).ConfigureAwait(false);
                if (await _store.RewrapAsync(stored, master.Id, wrapped, ct).ConfigureAwait(false))
                    count++;
                continue;
            }

            damaged.Add(stored);
            if (!stored.IsSetAside)
                await _store.RewrapAsync(stored, StoredKey.SetAside + stored.Master, stored.Wrapped!, ct).ConfigureAwait(false);
        }

        return new Rewrapped(count, damaged);
    }

    /// <summary>
    /// Destroys every key of an owner: what they sealed cannot be read any more, here or in a backup, and nothing more can
    /// be written for the owner. Final. Once more changes nothing.
    /// </summary>
    /// <param name="owner">Whose.</param>
    /// <param name="by">Id of who decided it.</param>
    /// <param name="ct">Gives up before it is done.</param>
    /// <returns>The keys that are destroyed, oldest first, with the moment of it.</returns>
    public ValueTask<IReadOnlyList<StoredKey>> EraseAsync(string owner, string by, CancellationToken ct = default) => OneAtATimeAsync(
        async () =>
        {
            // Somebody without a key gets one first, so that there is something to mark as gone.
            if ((await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false)).Count == 0)
                await MakeAsync(owner, ct).ConfigureAwait(false);
            await DestroyAsync(owner, _time.GetUtcNow(), by, ct).ConfigureAwait(false);
            var left = await _store.OfOwnerAsync(owner, ct).ConfigureAwait(false);
            foreach (var key in left)
            {
                await KeepNewestAsync(key, ct).ConfigureAwait(false);
            }

            return left;
        },
        ct);

    private async ValueTask DestroyAsync(string owner, DateTimeOffset at, string by, CancellationToken ct)
    {
        try
        {
            await _store.DestroyAsync(owner, at, by, ct).ConfigureAwait(false);
        }
        finally
        {
            // Behind it, also when its answer was lost: what was cleared meanwhile was cleared before this key was gone.
            Volatile.Write(ref _unclear, true);
        }
    }

    /// <summary>
    /// Frees the key store's files of what destroyed keys left in them. To be asked again now and then: it does nothing once all is clear.
    /// The first time it looks, because somebody may have ended in between.
    /// </summary>
    /// <returns>False: not yet.</returns>
    /// <exception cref="JournalUnavailableException">The store is away, or refuses.</exception>
    public async ValueTask<bool> ClearAsync(CancellationToken ct = default)
    {
        if (!Interlocked.Exchange(ref _unclear, false))
            return true;
        var clear = false;
        try
        {
            clear = await _store.ClearAsync(ct).ConfigureAwait(false);
            return clear;
        }
        finally
        {
            if (!clear)
                Volatile.Write(ref _unclear, true);
        }
    }
}
