using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// Gathers what reached the disk together, so that each reader is sent one update for it and not one for each letter. A Yjs update
/// holds whatever clients wrote, so one that several people wrote goes to its authors too: what they have already changes nothing there.
/// </summary>
/// <param name="most">Bytes of what is told at once, unless a single one is larger.</param>
internal sealed class Telling(int most)
{
    private readonly List<SectionEffect.Broadcast> _broadcasts = [];
    private readonly List<SectionEffect.Acknowledge> _acknowledgements = [];
    private int _bytes;

    /// <summary>Takes a broadcast, or an acknowledgement, which comes right behind the broadcast that it is about; false for anything else.</summary>
    /// <param name="effect">What is held.</param>
    /// <param name="effects">Gets what was gathered when it is as large as an update may be.</param>
    public bool TryAdd(SectionEffect effect, List<SectionEffect> effects)
    {
        switch (effect)
        {
            case SectionEffect.Broadcast broadcast:
                var bytes = broadcast.Update.Update.Length;
                if (_bytes + bytes > most)
                    Tell(effects);
                _broadcasts.Add(broadcast);
                _bytes += bytes;
                return true;
            case SectionEffect.Acknowledge acknowledge:
                _acknowledgements.Add(acknowledge);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds what was gathered: the updates as one, and then who hears that theirs is saved.</summary>
    public void Tell(List<SectionEffect> effects)
    {
        var together = Together();
        if (together is not null)
            effects.Add(together);
        foreach (var acknowledge in _acknowledgements)
        {
            effects.Add(together is { Except: null } ? acknowledge with { Told = Wrote(acknowledge.Reader) } : acknowledge);
        }

        _broadcasts.Clear();
        _acknowledgements.Clear();
        _bytes = 0;
    }

    private SectionEffect.Broadcast? Together()
    {
        if (_broadcasts.Count < 2)
            return _broadcasts.FirstOrDefault();
        var first = _broadcasts[0];
        var updates = new ReadOnlyMemory<byte>[_broadcasts.Count];
        var clients = first.Update.Clients;
        var alone = true;
        for (var i = 0; i < updates.Length; i++)
        {
            var (update, from) = _broadcasts[i];
            updates[i] = update.Update;
            alone &= from == first.Except;
            if (i > 0 && update.Clients.Count > 0)
                clients = Both(clients, update.Clients);
        }

        return new SectionEffect.Broadcast(new SectionUpdate(first.Update.Section, Updates.Merge(updates), clients), alone ? first.Except : null);
    }

    private static Dictionary<ulong, PersonId> Both(IReadOnlyDictionary<ulong, PersonId> some, IReadOnlyDictionary<ulong, PersonId> others)
    {
        var both = new Dictionary<ulong, PersonId>(some);
        foreach (var (client, person) in others)
        {
            both[client] = person;
        }

        return both;
    }

    private bool Wrote(ReaderId reader)
    {
        foreach (var broadcast in _broadcasts)
        {
            if (broadcast.Except == reader)
                return true;
        }

        return false;
    }
}
