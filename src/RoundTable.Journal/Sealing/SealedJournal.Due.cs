namespace RoundTable.Journal;

/// <content>Due work.</content>
public sealed partial class SealedJournal
{
    /// <inheritdoc/>
    /// <remarks>
    /// Work whose key was destroyed is removed: there is nothing left to do. What does not open is put aside for the length of a lease, and
    /// what cannot be opened while the keys are away comes back at once; for neither it is an attempt.
    /// </remarks>
    public async ValueTask<IReadOnlyList<LeasedWork>> TakeDueAsync(
        string kind, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct = default)
    {
        var taken = await _inner.TakeDueAsync(kind, now, lease, max, ct).ConfigureAwait(false);
        var opened = new List<LeasedWork>(taken.Count);
        for (var i = 0; i < taken.Count; i++)
        {
            var leased = taken[i];
            try
            {
                opened.Add(await OpenAsync(leased, ct).ConfigureAwait(false));
            }
            catch (DataErasedException)
            {
                await _inner.CompleteAsync(leased, ct).ConfigureAwait(false);
            }
            catch (JournalUnavailableException e) when (e.InnerException is not null)
            {
                // This one goes behind the others, should it be the only one whose key is away.
                await GiveBackAllAsync(taken.Skip(i + 1), now, ct).ConfigureAwait(false);
                await GiveBackAllAsync([leased], now.AddMicroseconds(1), ct).ConfigureAwait(false);
                if (opened.Count == 0)
                    throw;
                break;
            }
            catch (Exception e) when (e is InvalidDataException or MissingKeyException or JournalUnavailableException)
            {
                // Its key or its bytes were altered: somebody has to mend that, and the others do not wait for it.
                _unopened?.Invoke(leased, e);
                await GiveBackAllAsync([leased], leased.LeaseEnd, ct).ConfigureAwait(false);
            }
        }

        return opened;
    }

    private static string NameOf(DueWork work) => $"{work.Kind}\0{work.Key}";

    // What cannot be given back is free when its lease ends; what is open must not wait for that.
    private async ValueTask GiveBackAllAsync(IEnumerable<LeasedWork> works, DateTimeOffset freeAt, CancellationToken ct)
    {
        try
        {
            foreach (var work in works)
            {
                await _inner.GiveBackAsync(work, freeAt, ct).ConfigureAwait(false);
            }
        }
        catch (JournalUnavailableException)
        {
        }
    }

    private async ValueTask<LeasedWork> OpenAsync(LeasedWork leased, CancellationToken ct)
    {
        var work = leased.Work;
        if (!SealedPayload.IsSealed(work.Payload.Span))
            return leased;
        var payload = await OpenAsync(SealPurpose.DueWork, NameOf(work), 0, work.Payload, ct).ConfigureAwait(false);
        return leased with { Work = work with { Payload = payload } };
    }
}
