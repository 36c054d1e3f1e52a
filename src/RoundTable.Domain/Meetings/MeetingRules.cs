using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

/// <summary>Who is who in a room of a meeting.</summary>
public static class MeetingRules
{
    /// <summary>
    /// Who may score in a room: its participants without interpreters. Who is in two rooms scores in each: that they score in
    /// one of them only would tell those who are there that there is another.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="room">The room.</param>
    public static IReadOnlyList<PersonId> Scorers(FamilyPlan plan, PlannedRoom room) =>
        [.. room.Participants.Where(p => plan.Person(p) is { Role: not PersonRole.Interpreter })];

    /// <summary>
    /// Whether a session was held in the room: a round was opened, or somebody came in who sits nowhere else. The chair owes
    /// no score to a room to which nobody came, also not to the only one.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="planned">The meeting as planned.</param>
    /// <param name="seats">The room as planned.</param>
    /// <param name="room">What happened in it.</param>
    public static bool WasHeld(FamilyPlan plan, PlannedMeeting planned, PlannedRoom seats, Room room) =>
        room.Round is not null || seats.Participants.Any(p => p != plan.Director && room.Admitted.ContainsKey(p) && planned.RoomsOf(p).Count() == 1);

    /// <summary>
    /// Whether somebody hears of a round: what was given in it only who had a seat when it was opened, because whoever gave a number
    /// read then for whom. Interpreters and whoever directs hear all.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="round">The round.</param>
    /// <param name="person">The person, in its room.</param>
    public static bool Hears(FamilyPlan plan, ScoreRound round, PersonId person) =>
        round.Revealed is null || MayHelpIn(plan, round, person) || plan.Person(person) is { Role: PersonRole.Interpreter };

    /// <summary>Whether somebody may write a child's number in a round: only who hears of it afterwards.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="round">The round.</param>
    /// <param name="person">The person, in its room.</param>
    public static bool MayHelpIn(FamilyPlan plan, ScoreRound round, PersonId person) => person == plan.Director || round.Eligible.Contains(person);

    /// <summary>Who is present, may score in the round and has not scored or passed.</summary>
    /// <param name="room">The room.</param>
    /// <param name="round">The round.</param>
    public static IReadOnlyList<PersonId> Missing(Room room, ScoreRound round) =>
        [.. round.Eligible.Where(p => room.IsIn(p) && !round.Scores.ContainsKey(p))];

    /// <summary>Who was invited with a seat and never came in, in order of the rooms.</summary>
    /// <param name="planned">The meeting as planned.</param>
    /// <param name="meeting">What happened.</param>
    public static IEnumerable<PersonId> NeverCame(PlannedMeeting planned, Meeting meeting) =>
        planned.Rooms.SelectMany(r => r.Participants).Distinct().Where(p => !meeting.WasPresent(p));
}
