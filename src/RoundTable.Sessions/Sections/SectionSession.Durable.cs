namespace RoundTable.Sessions.Sections;

public sealed partial class SectionSession
{
    private int _recordsSinceSnapshot;
    private long _bytesSinceSnapshot;

    /// <summary>Starts from a snapshot. Only before anything else.</summary>
    /// <param name="seq">The last record that it includes.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <exception cref="InvalidDataException">The document in it is not whole; the session must not be used.</exception>
    /// <exception cref="Yjs.MalformedUpdateException">The document in it is damaged; the session must not be used.</exception>
    public void Restore(long seq, SectionSnapshot snapshot)
    {
        _document.Restore(snapshot);
        _head = seq;
    }

    /// <summary>Applies the next record of the stream. Only before the first input.</summary>
    /// <exception cref="InvalidDataException">The record is not the next one, or of an unknown kind; the session must not be used.</exception>
    /// <exception cref="Yjs.MalformedUpdateException">The record is damaged; the session must not be used.</exception>
    public void Replay(SectionRecord record)
    {
        if (record.Seq != _head + 1)
            throw new InvalidDataException($"Section record {record.Seq} follows {_head}.");
        _document.Replay(record);
        _head = record.Seq;
        CountForSnapshot(record.Payload.Length);
    }

    /// <summary>Puts an applied update on its way to the disk, with what may be told when it is there.</summary>
    private void Append(Caller caller, string kind, ReadOnlyMemory<byte> payload)
    {
        _ticket++;
        _effects.Add(new SectionEffect.Append(_ticket, caller, kind, payload));
        CountForSnapshot(payload.Length);
        if (_recordsSinceSnapshot < SectionLimits.SnapshotRecords && _bytesSinceSnapshot < SectionLimits.SnapshotBytes)
            return;

        // Encoded now, because the document holds exactly the records up to this one; saved when this one has its number.
        _held.Enqueue(new Held(_ticket, null, _document.Snapshot().Write()));
        _recordsSinceSnapshot = 0;
        _bytesSinceSnapshot = 0;
    }

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

    private void Appended(SectionInput.Appended appended)
    {
        // A number that is not the next one means that somebody else writes to this stream: then memory is not the state.
        if (appended.Ticket != _durable + 1 || appended.Seq != _head + 1)
        {
            Close();
            return;
        }

        _durable = appended.Ticket;
        _head = appended.Seq;
        while (_held.TryPeek(out var held) && held.Ticket <= _durable)
        {
            _held.Dequeue();
            if (held.Effect is null)
                _effects.Add(new SectionEffect.SaveSnapshot(_head, held.Snapshot));
            else if (held.Effect is not SectionEffect.Opened opened || _readers.ContainsKey(opened.Reader))
                _effects.Add(held.Effect);
        }
    }

    /// <summary>Something that waits until the append with this ticket is on disk: an effect, or a snapshot.</summary>
    private readonly record struct Held(long Ticket, SectionEffect? Effect, ReadOnlyMemory<byte> Snapshot);
}
