using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// Who is where in the section. Changes are gathered and shown once per tick, and to a reader only when what that
/// reader sees is different.
/// </summary>
internal sealed class PresenceBoard
{
    private readonly Dictionary<ReaderId, Spot> _spots = [];
    private readonly Dictionary<ReaderId, IReadOnlyList<PersonPresence>> _shown = [];
    private long _moves;
    private bool _scheduled;

    /// <summary>A connection arrived: its person is there, nowhere in particular.</summary>
    public bool Join(ReaderId reader, PersonId person)
    {
        _shown.Remove(reader);
        _spots[reader] = new Spot(person, null, false, ++_moves);
        return NeedsTick();
    }

    /// <summary>A connection moved; true when a tick must be scheduled.</summary>
    public bool Move(ReaderId reader, ItemId? item, bool typing)
    {
        if (!_spots.TryGetValue(reader, out var spot) || (spot.Item == item && spot.Typing == typing))
            return false;
        _spots[reader] = spot with { Item = item, Typing = typing, Move = ++_moves };
        return NeedsTick();
    }

    /// <summary>A connection is gone; true when a tick must be scheduled.</summary>
    public bool Leave(ReaderId reader)
    {
        _shown.Remove(reader);
        return _spots.Remove(reader) && NeedsTick();
    }

    /// <summary>Nobody is seen any more, and those who saw somebody are told.</summary>
    public void Clear(List<SectionEffect> effects)
    {
        foreach (var (reader, shown) in _shown)
        {
            if (shown.Count > 0)
                effects.Add(new SectionEffect.ShowPresence(reader, []));
        }

        _spots.Clear();
        _shown.Clear();
    }

    /// <summary>Gives each reader whose picture changed the new one.</summary>
    public void Tick(List<SectionEffect> effects)
    {
        _scheduled = false;
        var everybody = Everybody();
        foreach (var (reader, spot) in _spots)
        {
            var others = everybody.FindAll(p => p.Person != spot.Person);
            if (_shown.TryGetValue(reader, out var shown) ? shown.SequenceEqual(others) : others.Count == 0)
                continue;
            _shown[reader] = others;
            effects.Add(new SectionEffect.ShowPresence(reader, others));
        }
    }

    private bool NeedsTick() => !_scheduled && (_scheduled = true);

    /// <summary>One entry per person: on several devices the one that moved last counts.</summary>
    private List<PersonPresence> Everybody()
    {
        var latest = new Dictionary<PersonId, Spot>();
        foreach (var spot in _spots.Values)
        {
            if (!latest.TryGetValue(spot.Person, out var other) || other.Move < spot.Move)
                latest[spot.Person] = spot;
        }

        var people = new List<PersonPresence>(latest.Count);
        foreach (var spot in latest.Values)
        {
            people.Add(new PersonPresence(spot.Person, spot.Item, spot.Typing));
        }

        people.Sort(static (a, b) => string.CompareOrdinal(a.Person.Value, b.Person.Value));
        return people;
    }

    private sealed record Spot(PersonId Person, ItemId? Item, bool Typing, long Move);
}
