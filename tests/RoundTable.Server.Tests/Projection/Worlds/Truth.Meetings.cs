using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The meetings, one after the other: rooms that know nothing of each other.</content>
internal sealed partial class Truth
{
    /// <summary>Every meeting so far; the last is the present one.</summary>
    public List<Sitting> Sittings { get; } = [];

    /// <summary>What did not take place.</summary>
    public List<Sitting> CalledOff { get; } = [];

    /// <summary>All of them.</summary>
    public IEnumerable<Sitting> EverPlanned => CalledOff.Concat(Sittings);

    /// <summary>The rooms of the present meeting.</summary>
    public Dictionary<RoomId, SeatsOfRoom> Rooms => Sittings.Count > 0 ? Sittings[^1].Rooms : [];

    public HashSet<PersonId> InvitedWithoutSeat => Sittings.Count > 0 ? Sittings[^1].InvitedWithoutSeat : [];

    public bool IsClosed { get; set; }

    public Sitting SittingOf(MeetingId meeting) => Sittings.Single(s => s.Id == meeting);

    public SeatsOfRoom? SeatsOf(RoomId room) => EverPlanned.Select(s => s.Rooms.GetValueOrDefault(room)).OfType<SeatsOfRoom>().SingleOrDefault();

    public IEnumerable<SeatsOfRoom> RoomsOf(PersonId person) => Rooms.Values.Where(r => r.People.Contains(person));

    public bool IsInvited(PersonId person) => RoomsOf(person).Any() || InvitedWithoutSeat.Contains(person);

    /// <summary>Whether somebody's minutes may say of another that they were, or were not, there.</summary>
    public bool IsExpectedBy(PersonId reader, PersonId person) => Sittings.Count > 0 && IsExpectedBy(Sittings[^1], reader, person);

    /// <summary>The same for the minutes of an earlier meeting.</summary>
    public bool IsExpectedBy(Sitting sitting, PersonId reader, PersonId person) => Knows(reader, person)
        && (sitting.InvitedWithoutSeat.Contains(person)
            || (sitting.RoomsOf(reader).Any() ? sitting.RoomsOf(reader).Any(r => r.People.Contains(person)) : sitting.Rooms.Values.All(r => r.People.Contains(person))));

    /// <summary>Whether somebody hears at once what another, with these rooms of their own then, answers in a room; what is said at one table is not carried to the next.</summary>
    public bool Hears(PersonId viewer, IReadOnlyList<SeatsOfRoom> own, RoomId? room)
    {
        if (IsClosed || Rooms.Count == 0)
            return true;
        return own.FirstOrDefault(r => r.Id == room) is { } here ? here.People.Contains(viewer) : own.All(r => r.People.Contains(viewer));
    }

    /// <summary>The present meeting does not take place.</summary>
    public void CallOff()
    {
        CalledOff.Add(Sittings[^1]);
        Sittings.RemoveAt(Sittings.Count - 1);
    }

    /// <summary>Another meeting, after the one before was closed.</summary>
    public Sitting Meet(MeetingId id)
    {
        var sitting = new Sitting(id, Today);
        Sittings.Add(sitting);
        IsClosed = false;
        ReadersThen = null;
        KeepingsThen = null;
        DirectorThen = null;
        return sitting;
    }
}

/// <summary>One meeting: its rooms, who else gets its minutes, and what they hold for whom once the next has begun.</summary>
internal sealed record Sitting(MeetingId Id, DateOnly Day)
{
    public Dictionary<RoomId, SeatsOfRoom> Rooms { get; } = [];

    public HashSet<PersonId> InvitedWithoutSeat { get; } = [];

    /// <summary>Numbers of what may stand in the minutes that were sent to each; what was decided later changes nothing of it.</summary>
    public Dictionary<PersonId, HashSet<int>> Sent { get; } = [];

    public IEnumerable<SeatsOfRoom> RoomsOf(PersonId person) => Rooms.Values.Where(r => r.People.Contains(person));

    public bool IsInvited(PersonId person) => RoomsOf(person).Any() || InvitedWithoutSeat.Contains(person);
}

/// <summary>A room of a meeting, and who was let in.</summary>
internal sealed record SeatsOfRoom(RoomId Id, HashSet<PersonId> People)
{
    public HashSet<PersonId> Admitted { get; } = [];

    /// <summary>Number of the present round; 0 before the first.</summary>
    public int Round { get; set; }

    public HashSet<int> Revealed { get; } = [];

    /// <summary>Who got a seat after this round.</summary>
    public Dictionary<PersonId, int> After { get; } = [];
}
