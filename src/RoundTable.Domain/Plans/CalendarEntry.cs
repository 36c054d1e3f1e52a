using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A meeting as it may stand in somebody's own calendar (handbook 6.4): when, and nothing else.</summary>
/// <param name="Meeting">Which meeting; stands in no file.</param>
/// <param name="Id">The same for one meeting and person for ever; says nothing of either: 32 characters of hex.</param>
/// <param name="StartsAt">When it starts for this person.</param>
/// <param name="EndsAt">When it is over, as far as is known before: the last room of theirs lasts as long as meetings do.</param>
/// <param name="CalledOff">Whether it does not take place.</param>
public sealed record CalendarEntry(MeetingId Meeting, string Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool CalledOff = false)
{
    // Handbook 3: an online meeting with a family is planned for this long.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(90);

    /// <summary>The entry of somebody who takes part today and has a seat; else null.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="person">Whose calendar.</param>
    public static CalendarEntry? For(FamilyPlan plan, MeetingId meeting, PersonId person) =>
        Access.Has(plan, person) ? Of(plan, meeting, person) : null;

    /// <summary>
    /// The end of what stands in somebody's calendar, also of somebody who takes part no more: it takes away what they have. Null unless
    /// the meeting was called off.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="person">Whose calendar.</param>
    public static CalendarEntry? EndOf(FamilyPlan plan, MeetingId meeting, PersonId person) =>
        Of(plan, meeting, person) is { CalledOff: true } entry ? entry : null;

    /// <summary>
    /// The entry that goes along with somebody's invitation, of the meeting to which it leads; null for none. Calendars take over
    /// what is mailed by themselves and families share calendars. So whoever is kept safe from somebody, their relatives and friends at
    /// the same table, and every child take theirs from the plan when they want it (L6).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who is invited.</param>
    public static CalendarEntry? ByMail(FamilyPlan plan, PersonId person)
    {
        if (plan.Person(person) is not { Role: not PersonRole.Child } invited || plan.Protections.Exists(r => r.Protected.Contains(person))
            || plan.Meetings.FindLast(m => !m.Ended && m.RoomsOf(person).Any()) is not { } meeting)
            return null;
        return !invited.Role.IsProfessional() && meeting.RoomsOf(person).Any(room => TellsOfSomebodySafe(plan, room)) ? null : For(plan, meeting.Id, person);
    }

    // When that table is, tells from whom somebody is kept safe where they are then.
    private static bool TellsOfSomebodySafe(FamilyPlan plan, PlannedRoom room) => plan.Protections.Exists(
        r => room.Participants.Any(r.Protected.Contains) && r.From.Any(p => !room.Participants.Contains(p)));

    private static CalendarEntry? Of(FamilyPlan plan, MeetingId meeting, PersonId person)
    {
        if (plan.Meeting(meeting) is not { } planned)
            return null;
        List<PlannedRoom> rooms = [.. planned.RoomsOf(person)];
        return rooms.Count == 0
            ? null
            : new CalendarEntry(meeting, IdOf(meeting, person), rooms.Min(r => r.StartsAt), rooms.Max(r => r.StartsAt) + Lasts, planned.CalledOff);
    }

    private static string IdOf(MeetingId meeting, PersonId person) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{meeting.Value}/{person.Value}")).AsSpan(0, 16));
}
