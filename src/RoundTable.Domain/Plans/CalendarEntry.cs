using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A meeting as it may stand in somebody's own calendar (handbook 6.4): when one room of theirs is, and nothing else.</summary>
/// <param name="Meeting">Which meeting; stands in no file.</param>
/// <param name="Id">The same for one room and person for ever, for the first room in which they got a seat from before there were entries for each; says nothing of either: 32 characters of hex.</param>
/// <param name="StartsAt">When it starts for this person.</param>
/// <param name="EndsAt">When it is over, as far as is known before: a room lasts as long as meetings do.</param>
/// <param name="CalledOff">Whether it does not take place.</param>
public sealed record CalendarEntry(MeetingId Meeting, string Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool CalledOff = false)
{
    // Handbook 3: an online meeting with a family is planned for this long.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(90);

    /// <summary>The entries of somebody who takes part today and has a seat, one for each time at which a room of theirs starts; else none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="person">Whose calendar.</param>
    public static IReadOnlyList<CalendarEntry> For(FamilyPlan plan, MeetingId meeting, PersonId person) =>
        Access.Has(plan, person) ? Of(plan, meeting, person) : [];

    /// <summary>
    /// The end of what was mailed to somebody, also to somebody who takes part no more: it takes away what they have. Only that of their first
    /// seat was ever mailed, of several as one that lasted till the end of the last. Null unless the meeting was called off.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="person">Whose calendar.</param>
    public static CalendarEntry? EndOf(FamilyPlan plan, MeetingId meeting, PersonId person) =>
        plan.Meeting(meeting) is { CalledOff: true } ? Of(plan, meeting, person).FirstOrDefault(e => e.Id == IdOf(meeting, person, null)) : null;

    /// <summary>
    /// The entry that goes along with somebody's invitation, of the meeting to which it leads; null for none. Calendars take over
    /// what is mailed by themselves and families share calendars. So whoever is kept safe from somebody, their relatives and friends at
    /// the same table, and every child take theirs from the plan when they want it (L6). So does whoever has several: a mail asks for one.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who is invited.</param>
    public static CalendarEntry? ByMail(FamilyPlan plan, PersonId person)
    {
        if (plan.Person(person) is not { Role: not PersonRole.Child } invited || plan.Protections.Exists(r => r.Protected.Contains(person))
            || plan.Meetings.FindLast(m => !m.Ended && m.RoomsOf(person).Any()) is not { } meeting)
            return null;
        if (!invited.Role.IsProfessional() && meeting.RoomsOf(person).Any(room => TellsOfSomebodySafe(plan, room)))
            return null;
        return For(plan, meeting.Id, person) is [var only] ? only : null;
    }

    // When that table is, tells from whom somebody is kept safe where they are then.
    private static bool TellsOfSomebodySafe(FamilyPlan plan, PlannedRoom room) => plan.Protections.Exists(
        r => room.Participants.Any(r.Protected.Contains) && r.From.Any(p => !room.Participants.Contains(p)));

    private static IReadOnlyList<CalendarEntry> Of(FamilyPlan plan, MeetingId meeting, PersonId person) => plan.Meeting(meeting) is { } planned
        ? [.. from room in planned.RoomsOf(person)
              group room.Id by room.StartsAt into at
              let first = at.Contains(plan.FirstSeats.GetValueOrDefault((meeting, person)))
              select new CalendarEntry(meeting, IdOf(meeting, person, first ? null : at.First()), at.Key, at.Key + Lasts, planned.CalledOff)]
        : [];

    private static string IdOf(MeetingId meeting, PersonId person, RoomId? room) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{meeting.Value}/{person.Value}{(room is { } later ? $"/{later.Value}" : "")}")).AsSpan(0, 16));
}
