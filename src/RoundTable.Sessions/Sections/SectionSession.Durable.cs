using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

public sealed partial class SectionSession
{
    private readonly List<long> _incomplete = [];
    private int _recordsSinceSnapshot;
    private long _bytesSinceSnapshot;
    private long _snapshotBytes;
    private bool _holdsSnapshot;
    private readonly Queue<Undurable> _undurable = new();
    private long _undurableBytes;
    private readonly Dictionary<ReaderId, ReadOnlyMemory<byte>> _heldAnswers = [];

    /// <summary>Whether as much waits for the disk as may.</summary>
    private bool IsFull => _undurable.Count >= _caps.UnsavedUpdates || _undurableBytes >= _caps.UnsavedBytes;

    /// <summary>
    /// The records, or the last one in a snapshot, of which something was left out while reading, because it builds on what is
    /// nowhere: everything else is there.
    /// </summary>
    public IReadOnlyList<long> Incomplete => _incomplete;

    /// <summary>Starts from a snapshot. Only before anything else.</summary>
    /// <param name="seq">The last record that it includes.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <exception cref="Yjs.MalformedUpdateException">The document in it is damaged; the session must not be used.</exception>
    public void Restore(long seq, SectionSnapshot snapshot)
    {
        if (!_document.Restore(snapshot))
            _incomplete.Add(seq);
        _snapshotBytes = snapshot.Document.Length;
        _head = seq;
    }

    /// <summary>Applies the next records of the stream, at once. Only before the first input.</summary>
    /// <exception cref="InvalidDataException">One is not the next, or of an unknown kind; the session must not be used.</exception>
    /// <exception cref="Yjs.MalformedUpdateException">A record is damaged; the session must not be used.</exception>
    public void Replay(IReadOnlyList<SectionRecord> records)
    {
        foreach (var record in records)
        {
            if (record.Seq != _head + 1)
                throw new InvalidDataException($"Section record {record.Seq} follows {_head}.");
            _head = record.Seq;
            CountForSnapshot(record.Payload.Length);
        }

        _incomplete.AddRange(_document.Replay(records));
    }

    /// <summary>
    /// The snapshot to keep before this memory is let go, so that the next opening reads no records; null when the latest one
    /// holds all, and when memory and disk are not the same.
    /// </summary>
    public SectionEffect.SaveSnapshot? LastSnapshot() => _closed || _durable < _ticket || _recordsSinceSnapshot == 0
        ? null
        : new SectionEffect.SaveSnapshot(_head, _document.Snapshot().Write());

    /// <summary>Puts an applied update on its way to the disk, with what may be told when it is there.</summary>
    private void Append(Caller caller, string kind, ReadOnlyMemory<byte> payload)
    {
        _ticket++;
        _undurable.Enqueue(new Undurable(caller.Person, kind == SectionRecord.Pushed, payload.Length));
        _undurableBytes += payload.Length;
        _effects.Add(new SectionEffect.Append(_ticket, caller, kind, payload));
        CountForSnapshot(payload.Length);

        // One at a time: while the disk is away each more would be kept as well, and only the last would count.
        if (!IsSnapshotDue || _holdsSnapshot)
            return;

        // Encoded now, because the document holds exactly the records up to this one; saved when this one has its number.
        var snapshot = _document.Snapshot().Write();
        _held.Enqueue(new Held(_ticket, null, snapshot));
        _holdsSnapshot = true;
        _snapshotBytes = snapshot.Length;
        _recordsSinceSnapshot = 0;
        _bytesSinceSnapshot = 0;
    }

    /// <summary>In step with the document's size: a large one is not written again and again for a few letters.</summary>
    private bool IsSnapshotDue =>
        _recordsSinceSnapshot >= Math.Clamp(_snapshotBytes / SectionLimits.SnapshotShare, SectionLimits.SnapshotRecords, SectionLimits.MostSnapshotRecords)
        || _bytesSinceSnapshot >= Math.Max(SectionLimits.SnapshotBytes, _snapshotBytes / 4);

    private void CountForSnapshot(int bytes)
    {
        _recordsSinceSnapshot++;
        _bytesSinceSnapshot += bytes;
    }

    private void HoldUntilDurable(SectionEffect effect)
    {
        if (_durable == _ticket)
            _effects.Add(effect);
        else
            _held.Enqueue(new Held(_ticket, effect, default));
    }

    /// <summary>
    /// Whether the answer to an opening may wait for the disk: each keeps what its client misses, up to the whole document. Answers with
    /// the same bytes count once, and a single one always may, however large it is.
    /// </summary>
    private bool MayHold(ReadOnlyMemory<byte> missing)
    {
        if (_durable == _ticket)
            return true;
        var others = _heldAnswers.Values.Where(held => !held.Equals(missing)).Distinct().Sum(held => (long)held.Length);
        return !IsFull && (others == 0 || others + missing.Length <= _caps.UnsavedBytes);
    }

    /// <summary>Answers an opening, when it is on disk.</summary>
    private void HoldAnswer(SectionEffect.Opened opened)
    {
        HoldBehindAnswers(opened);
        if (_durable < _ticket)
            _heldAnswers[opened.Reader] = opened.Reply.Update;
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    private void DropHeldAnswer(ReaderId reader)
    {
        if (_heldAnswers.Remove(reader))
            DropHeld(held => held.Effect is SectionEffect.Opened opened && opened.Reader == reader);
    }

    private int DropHeld(Predicate<Held> gone)
    {
        var before = _held.Count;
        for (var left = before; left > 0; left--)
        {
            var held = _held.Dequeue();
            if (!gone(held))
                _held.Enqueue(held);
        }

        return before - _held.Count;
    }

    private void Appended(SectionInput.Appended appended)
    {
        // A number that is not the next one means that somebody else writes to this stream: then memory is not the state.
        if (appended.Ticket != _durable + 1 || appended.Seq != _head + 1 || appended.Count > _undurable.Count)
        {
            Close();
            return;
        }

        _durable += appended.Count;
        _head += appended.Count;
        for (var left = appended.Count; left > 0; left--)
        {
            _undurableBytes -= _undurable.Dequeue().Bytes;
        }

        while (_held.TryPeek(out var held) && held.Ticket <= _durable)
        {
            _held.Dequeue();
            if (held.Effect is null)
            {
                _holdsSnapshot = false;
                _effects.Add(new SectionEffect.SaveSnapshot(_head - (_durable - held.Ticket), held.Snapshot));
            }
            else if (!_telling.TryAdd(held.Effect, _effects))
                TellAlone(held.Effect);
        }

        _telling.Tell(_effects);
    }

    private void TellAlone(SectionEffect effect)
    {
        _telling.Tell(_effects);
        if (effect is SectionEffect.Opened opened)
            Answer(opened);
        else
            _effects.Add(effect);
    }

    // While the answer waited, the person may have gone or may have been allowed something else.
    private void Answer(SectionEffect.Opened opened)
    {
        _heldAnswers.Remove(opened.Reader);
        if (_readers.TryGetValue(opened.Reader, out var reader))
            _effects.Add(opened with { Reply = opened.Reply with { CanWrite = reader.CanWrite } });
    }

    /// <summary>An append that is not on disk yet: whose, whether they typed it, and its payload's bytes.</summary>
    private readonly record struct Undurable(PersonId Author, bool IsPushed, int Bytes);

    /// <summary>Something that waits until the append with this ticket is on disk: an effect, or a snapshot.</summary>
    private readonly record struct Held(long Ticket, SectionEffect? Effect, ReadOnlyMemory<byte> Snapshot);
}
