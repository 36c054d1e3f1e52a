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
    public static CalendarEntry? For(FamilyPlan plan, MeetingId meeting, PersonId person)
    {
        if (!Access.Has(plan, person) || plan.Meeting(meeting) is not { } planned)
            return null;
        List<PlannedRoom> rooms = [.. planned.RoomsOf(person)];
        return rooms.Count == 0
            ? null
            : new CalendarEntry(meeting, IdOf(meeting, person), rooms.Min(r => r.StartsAt), rooms.Max(r => r.StartsAt) + Lasts, planned.CalledOff);
    }

    /// <summary>
    /// The entry that goes along with somebody's invitation, of the meeting to which it leads; null for none. Calendars take over
    /// what is mailed by themselves and families share calendars, so whoever is kept safe from somebody, and every child, takes
    /// theirs from the plan when they want it (L6).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who is invited.</param>
    public static CalendarEntry? ByMail(FamilyPlan plan, PersonId person) =>
        plan.Person(person) is { Role: not PersonRole.Child } && !plan.Protections.Exists(r => r.Protected.Contains(person))
            && plan.Meetings.FindLast(m => !m.Ended && m.RoomsOf(person).Any()) is { } meeting
            ? For(plan, meeting.Id, person)
            : null;

    private static string IdOf(MeetingId meeting, PersonId person) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{meeting.Value}/{person.Value}")).AsSpan(0, 16));
}
