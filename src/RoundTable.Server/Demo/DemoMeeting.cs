using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>The first meeting of a casebook family: one room, or one for each session.</summary>
internal static class DemoMeeting
{
    private static readonly string[] Sessions = ["sessie 1", "sessie 2"];
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromMinutes(90);

    public static PlannedMeeting Of(CasebookCase from, IReadOnlyList<Person> absent, DateTimeOffset now)
    {
        var seated = from.People.Where(IsSeated).ToList();
        var missing = from.People.Where(person => person.Rto1.StartsWith("afwezig", StringComparison.Ordinal));
        var apart = seated.Exists(person => Sessions.Any(session => person.Rto1.Contains(session, StringComparison.Ordinal)));
        var rooms = apart
            ? Sessions.Select((session, i) => Room(from, i, now, seated.Where(person => IsIn(person, session))))
            : [Room(from, 0, now, seated)];
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

    private static PlannedRoom Room(CasebookCase from, int index, DateTimeOffset now, IEnumerable<CasebookPerson> participants) => new(
        DemoIds.Of<RoomId>($"{from.Id}-{index}"),
        new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, now.Offset).AddHours(1) + (index * BetweenSessions),
        [.. participants.Select(person => DemoIds.Of<PersonId>(person.Id))]);
}
