using System.Runtime.CompilerServices;

namespace RoundTable.Journal;

/// <summary>
/// A journal that seals what it is given and opens what it gives: records, snapshots and due work by AES-256-GCM, with a
/// key per owner. The hash chain is over what is stored, so it can be verified without keys; index rows hold ids only and
/// are not sealed. What was written before there were keys is read as it is.
/// </summary>
/// <remarks>
/// A sealed payload is bound to its stream and number: put elsewhere, it does not open. Beyond what <see cref="IJournal"/>
/// says, members throw <see cref="DataErasedException"/> when the owner's keys were destroyed, and reading throws
/// <see cref="MissingKeyException"/> on a payload whose key the store does not have, and <see cref="InvalidDataException"/> on one
/// that is not the one that was sealed there. A record's
/// <see cref="JournalRecord.Hash"/> is over the sealed payload, so it cannot be recomputed from the opened record.
/// </remarks>
public sealed partial class SealedJournal : IJournal
{
    private readonly InFlight _inFlight = new();
    private readonly IJournal _inner;
    private readonly Vault _vault;
    private readonly Func<StreamId, string?> _ownerOf;
    private readonly Action<LeasedWork, Exception>? _unopened;

    /// <summary>Seals a journal.</summary>
    /// <param name="inner">A <see cref="SqliteJournal"/> or <see cref="PostgresJournal"/>; disposed with this one.</param>
    /// <param name="vault">The keys.</param>
    /// <param name="ownerOf">Whose key seals a stream, for appends and snapshots that do not say so; null: it must be said.</param>
    /// <param name="unopened">Hears, at each try, of due work that does not open and why. Default nobody.</param>
    public SealedJournal(IJournal inner, Vault vault, Func<StreamId, string?> ownerOf, Action<LeasedWork, Exception>? unopened = null)
    {
        _inner = inner;
        _vault = vault;
        _ownerOf = ownerOf;
        _unopened = unopened;
    }

    /// <inheritdoc/>
    public ValueTask<Appended> AppendAsync(Append append, CancellationToken ct = default) => _inFlight.RunAsync(async () =>
        await _inner.AppendAsync(await SealAsync(append, ct).ConfigureAwait(false), ct).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Appended>> AppendAllAsync(IReadOnlyList<Append> appends, CancellationToken ct = default) => _inFlight.RunAsync(async () =>
    {
        var ready = new Append[appends.Count];
        for (var i = 0; i < ready.Length; i++)
        {
            ready[i] = await SealAsync(appends[i], ct).ConfigureAwait(false);
        }

        return await _inner.AppendAllAsync(ready, ct).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalRecord> ReadAsync(StreamId stream, long fromSeq = 1, CancellationToken ct = default) =>
        OpenAsync(stream, _inner.ReadAsync(stream, fromSeq, ct), ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadWhatOpensAsync(
        StreamId stream, long fromSeq, Action<MissingKeyException> missing, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (_ownerOf(stream) is { } owner && await _vault.IsErasedAsync(owner, ct).ConfigureAwait(false))
            yield break;
        var shut = new HashSet<KeyId>();
        await foreach (var record in _inner.ReadAsync(stream, fromSeq, ct).ConfigureAwait(false))
        {
            if (await TryOpenAsync(record, shut, missing, ct).ConfigureAwait(false) is { } opened)
                yield return opened;
        }
    }

    /// <inheritdoc/>
    public JournalRecord? TryOpen(JournalRecord told)
    {
        // One that is not sealed may come from anybody who can send notifications.
        if (!SealedPayload.IsSealed(told.Version))
            return null;
        try
        {
            return _vault.TryForOpening(SealedPayload.KeyOf(told.Payload.Span)) is { } key
                ? told with { Version = told.Version & ~SealedPayload.Mark, Payload = key.Open(SealPurpose.Record, told.Stream.Value, told.Seq, told.Payload.Span) }
                : null;
        }
        catch (InvalidDataException)
        {
            // Reading the stream says what is wrong.
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(StreamId stream, CancellationToken ct = default) => _inner.HeadAsync(stream, ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<StreamId, long>> HeadsAsync(IReadOnlyCollection<StreamId> streams, CancellationToken ct = default) =>
        _inner.HeadsAsync(streams, ct);

    /// <inheritdoc/>
    public ValueTask TouchAsync(StreamId stream, CancellationToken ct = default) => _inner.TouchAsync(stream, ct);

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken ct = default)
    {
        Limits.Check(snapshot);
        Limits.CheckVersion(snapshot.Version);
        await _inFlight.RunAsync(async () =>
        {
            var key = await _vault.ForSealingAsync(OwnerOf(snapshot.Stream), ct).ConfigureAwait(false);
            var payload = key.Seal(SealPurpose.Snapshot, snapshot.Stream.Value, snapshot.Seq, snapshot.Payload.Span);
            await _inner.SaveSnapshotAsync(snapshot with { Version = snapshot.Version | SealedPayload.Mark, Payload = payload }, ct).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Snapshot?> LoadSnapshotAsync(StreamId stream, CancellationToken ct = default)
    {
        await RefuseErasedAsync(stream, ct).ConfigureAwait(false);
        var snapshot = await _inner.LoadSnapshotAsync(stream, ct).ConfigureAwait(false);
        if (snapshot is null || !SealedPayload.IsSealed(snapshot.Version))
            return snapshot;
        var payload = await OpenAsync(SealPurpose.Snapshot, stream.Value, snapshot.Seq, snapshot.Payload, ct).ConfigureAwait(false);
        return snapshot with { Version = snapshot.Version & ~SealedPayload.Mark, Payload = payload };
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> FindAsync(string index, string key, CancellationToken ct = default) => _inner.FindAsync(index, key, ct);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(LeasedWork work, CancellationToken ct = default) => _inner.CompleteAsync(work, ct);

    /// <inheritdoc/>
    public ValueTask PostponeAsync(LeasedWork work, DateTimeOffset dueAt, CancellationToken ct = default) => _inner.PostponeAsync(work, dueAt, ct);

    /// <inheritdoc/>
    public ValueTask GiveBackAsync(LeasedWork work, DateTimeOffset freeAt, CancellationToken ct = default) => _inner.GiveBackAsync(work, freeAt, ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamId> StreamsAsync(string prefix, CancellationToken ct = default) => _inner.StreamsAsync(prefix, ct);

    /// <inheritdoc/>
    public ValueTask<JournalContents> ContentsAsync(CancellationToken ct = default) => _inner.ContentsAsync(ct);

    /// <inheritdoc/>
    public ValueTask<ChainReport> VerifyAsync(StreamId stream, CancellationToken ct = default) => _inner.VerifyAsync(stream, ct);

    /// <inheritdoc/>
    public void BeginClosing() => _inner.BeginClosing();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is in flight may wait for a store that is away.
        BeginClosing();
        await _inFlight.CloseAsync().ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
    }

    private string OwnerOf(StreamId stream) =>
        _ownerOf(stream) ?? throw new ArgumentException($"Nobody says whose key seals {stream}.", nameof(stream));

    private async ValueTask<Append> SealAsync(Append append, CancellationToken ct)
    {
        // Before anything is sealed: what the store would refuse makes no key either.
        Limits.Check(append);
        var key = await _vault.ForSealingAsync(append.Owner ?? OwnerOf(append.Stream), ct).ConfigureAwait(false);
        return append.Schedule.Count == 0
            ? append with { Key = key }
            : append with
            {
                Key = key,
                Schedule = [.. append.Schedule.Select(w => w with { Payload = key.Seal(SealPurpose.DueWork, NameOf(w), 0, w.Payload.Span) })],
            };
    }

    private async ValueTask RefuseErasedAsync(StreamId stream, CancellationToken ct)
    {
        if (_ownerOf(stream) is { } owner && await _vault.IsErasedAsync(owner, ct).ConfigureAwait(false))
            throw new DataErasedException(owner);
    }

    private async IAsyncEnumerable<JournalRecord> OpenAsync(
        StreamId stream, IAsyncEnumerable<JournalRecord> records, [EnumeratorCancellation] CancellationToken ct)
    {
        await RefuseErasedAsync(stream, ct).ConfigureAwait(false);
        await foreach (var record in records.ConfigureAwait(false))
        {
            yield return await OpenAsync(record, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask<JournalRecord?> TryOpenAsync(JournalRecord record, HashSet<KeyId> shut, Action<MissingKeyException> missing, CancellationToken ct)
    {
        if (SealedPayload.IsSealed(record.Version) && shut.Contains(SealedPayload.KeyOf(record.Payload.Span)))
            return null;
        try
        {
            return await OpenAsync(record, ct).ConfigureAwait(false);
        }
        catch (DataErasedException)
        {
            shut.Add(SealedPayload.KeyOf(record.Payload.Span));
        }
        catch (MissingKeyException e)
        {
            shut.Add(e.Id);
            missing(e);
        }

        return null;
    }

    private async ValueTask<JournalRecord> OpenAsync(JournalRecord record, CancellationToken ct) => SealedPayload.IsSealed(record.Version)
        ? record with
        {
            Version = record.Version & ~SealedPayload.Mark,
            Payload = await OpenAsync(SealPurpose.Record, record.Stream.Value, record.Seq, record.Payload, ct).ConfigureAwait(false),
        }
        : record;

    private async ValueTask<byte[]> OpenAsync(SealPurpose purpose, string name, long seq, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var key = await _vault.ForOpeningAsync(SealedPayload.KeyOf(payload.Span), ct).ConfigureAwait(false);
        return key.Open(purpose, name, seq, payload.Span);
    }
}
