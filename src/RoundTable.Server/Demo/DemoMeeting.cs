using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>The first meeting of a casebook family: one room, or one for each session.</summary>
internal static class DemoMeeting
{
    private static readonly string[] Sessions = ["sessie 1", "sessie 2"];
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan LatestBeforeMidnight = TimeSpan.FromMinutes(30);

    public static PlannedMeeting Of(CasebookCase from, IReadOnlyList<Person> absent, DateTimeOffset now)
    {
        var seated = from.People.Where(IsSeated).ToList();
        var missing = from.People.Where(person => person.Rto1.StartsWith("afwezig", StringComparison.Ordinal));
        var apart = seated.Exists(person => Sessions.Any(session => person.Rto1.Contains(session, StringComparison.Ordinal)));
        var rooms = apart
            ? Sessions.Select((session, i) => Room(from, i, Begin(now, Sessions.Length) + (i * BetweenSessions), seated.Where(person => IsIn(person, session))))
            : [Room(from, 0, Begin(now, 1), seated)];
        return new(
            DemoIds.Of<MeetingId>(from.Id),
            MeetingKind.Start,
            [.. rooms],
            [.. missing.Select(person => DemoIds.Of<PersonId>(person.Id)), .. absent.Select(party => party.Id)],
            Ended: false);
    }

    private static bool IsSeated(CasebookPerson person) =>
        !person.Rto1.StartsWith("nee", StringComparison.Ordinal) && !person.Rto1.StartsWith("afwezig", StringComparison.Ordinal);

    private static bool IsIn(CasebookPerson person, string session) =>
        person.Rto1.Contains(session, StringComparison.Ordinal) || person.Rto1 == "beide sessies";

    /// <summary>The next full hour; late in the evening so much earlier that the last session is still today, as a meeting that is being prepared is.</summary>
    private static DateTimeOffset Begin(DateTimeOffset now, int sessions)
    {
        var next = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, now.Offset).AddHours(1);
        var latest = DutchTime.Begin(DutchTime.Day(now).AddDays(1)) - LatestBeforeMidnight - ((sessions - 1) * BetweenSessions);
        return next < latest ? next : latest.ToOffset(now.Offset);
    }

    private static PlannedRoom Room(CasebookCase from, int index, DateTimeOffset begin, IEnumerable<CasebookPerson> participants) => new(
        DemoIds.Of<RoomId>($"{from.Id}-{index}"),
        begin,
        [.. participants.Select(person => DemoIds.Of<PersonId>(person.Id))]);
}
