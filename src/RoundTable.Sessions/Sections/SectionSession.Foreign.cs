using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

public sealed partial class SectionSession
{
    private static readonly List<PersonId> NobodyWaiting = [];

    /// <summary>
    /// Takes over what another server wrote behind the last record here. What waits for the disk here has been applied
    /// already and goes behind it, unless the two cannot both be true: the same Yjs client at the same place. Then who came
    /// first on disk is right, and this memory is dropped; everybody opens again, and the later one is refused.
    /// </summary>
    private void Follow(SectionRecord record)
    {
        if (record.Seq <= _head)
            return;
        if (record.Seq != _head + 1)
        {
            Close();
            return;
        }

        var watched = WatchedWaiting();
        if (!_document.TryFollow(record, watched.Count > 0, out var newClients, out var rival, out var texts))
        {
            RefuseWaiting(rival);
            Close();
            return;
        }

        // Both were allowed, each without the other. What waits goes behind the record, so it is what completes the word: offered again, it is refused.
        if (watched.Exists(author => texts.Any(text => _settings.Guard!.Check(author, text.Before, text.After) is not null)))
        {
            Close();
            return;
        }

        _head = record.Seq;
        CountForSnapshot(record.Payload.Length);
        DropHeldSnapshots();
        var author = PersonId.From(record.Author);
        var clients = record.Kind == SectionRecord.Pushed && newClients.Count > 0 ? newClients.ToDictionary(c => c, _ => author) : NoClients;

        // It is on disk, and cannot build on what waits here: nobody waits for that. But behind the answers to openings that wait for the disk,
        // which were made before this was here, and behind what is held back for them.
        var broadcast = new SectionEffect.Broadcast(new SectionUpdate(_id, record.Payload, clients), null);
        if (_answers > _durable)
            HoldBehindAnswers(broadcast);
        else
            _effects.Add(broadcast);
    }

    /// <summary>Whose letters wait for the disk in which the guard looks for a word.</summary>
    private List<PersonId> WatchedWaiting()
    {
        if (_settings.Guard is not { } guard || _undurable.Count == 0)
            return NobodyWaiting;
        return [.. _undurable.Where(u => u.IsPushed).Select(u => u.Author).Distinct().Where(guard.Watches)];
    }

    /// <summary>Holds something that what others wrote must not overtake.</summary>
    private void HoldBehindAnswers(SectionEffect effect)
    {
        _answers = _ticket;
        HoldUntilDurable(effect);
    }

    /// <summary>
    /// What waits of somebody who used another's Yjs client is refused: after the reload their letters would pass for those
    /// of the other, which stand at the same place, and be called saved.
    /// </summary>
    private void RefuseWaiting(PersonId? rival)
    {
        foreach (var held in _held)
        {
            if (held.Effect is SectionEffect.Acknowledge waiting && _readers.TryGetValue(waiting.Reader, out var reader) && reader.Caller.Person == rival)
                _effects.Add(new SectionEffect.Refuse(waiting.Reader, waiting.Number, new Refusal(RefusalCodes.SectionForeignClient)));
        }
    }

    /// <summary>They were made for the place behind the record before; now another one comes in between, which they do not hold.</summary>
    private void DropHeldSnapshots()
    {
        if (DropHeld(held => held.Effect is null) == 0)
            return;
        _holdsSnapshot = false;
        _recordsSinceSnapshot = SectionLimits.MostSnapshotRecords; // the next append makes one again
    }
}
