using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The meeting: rooms that know nothing of each other.</content>
internal sealed partial class Truth
{
    public Dictionary<RoomId, SeatsOfRoom> Rooms { get; } = [];

    public HashSet<PersonId> InvitedWithoutSeat { get; } = [];

    public bool IsClosed { get; set; }

    public IEnumerable<SeatsOfRoom> RoomsOf(PersonId person) => Rooms.Values.Where(r => r.People.Contains(person));

    public bool IsInvited(PersonId person) => RoomsOf(person).Any() || InvitedWithoutSeat.Contains(person);

    /// <summary>Whether somebody's minutes may say of another that they were, or were not, there.</summary>
    public bool IsExpectedBy(PersonId reader, PersonId person) => Knows(reader, person)
        && (InvitedWithoutSeat.Contains(person)
            || (RoomsOf(reader).Any() ? RoomsOf(reader).Any(r => r.People.Contains(person)) : Rooms.Values.All(r => r.People.Contains(person))));

    /// <summary>Whether somebody hears at once what another answers in a room; what is said at one table is not carried to the next.</summary>
    public bool Hears(PersonId viewer, PersonId speaker, RoomId? room)
    {
        if (IsClosed || Rooms.Count == 0)
            return true;
        var own = RoomsOf(speaker).ToList();
        return room is { } here && own.Exists(r => r.Id == here)
            ? Rooms[here].People.Contains(viewer)
            : own.Count > 0 && own.TrueForAll(r => r.People.Contains(viewer));
    }
}

/// <summary>A room of the meeting, and who was let in.</summary>
internal sealed record SeatsOfRoom(RoomId Id, HashSet<PersonId> People)
{
    public HashSet<PersonId> Admitted { get; } = [];

    /// <summary>Number of the present round; 0 before the first.</summary>
    public int Round { get; set; }

    public HashSet<int> Revealed { get; } = [];
}
