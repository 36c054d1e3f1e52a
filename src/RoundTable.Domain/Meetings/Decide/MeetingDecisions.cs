using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Meetings;

/// <summary>What may happen in a meeting: pure rules (handbook 3.2 and 5.2).</summary>
public static partial class MeetingDecisions
{
    private const int MaxNote = 500;
    private const int MaxExplanation = 2_000;

    /// <summary>Decides a command.</summary>
    /// <param name="meeting">The meeting as it is.</param>
    /// <param name="plan">The plan as it is; it says who is in which room.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="actor">Who asks; verified by the door.</param>
    /// <param name="now">The time.</param>
    /// <param name="nonce">32 random bytes that nobody else has seen; used by <see cref="GiveScore"/> and <see cref="ScoreWithChild"/> only. Borrowed until return.</param>
    /// <exception cref="ArgumentException">The nonce has another length.</exception>
    public static Decision<MeetingEvent> Decide(
        Meeting meeting,
        FamilyPlan plan,
        MeetingCommand command,
        PersonId actor,
        DateTimeOffset now,
        ReadOnlySpan<byte> nonce)
    {
        if (!plan.Has(actor) || plan.Meeting(meeting.Id) is not { } planned || !planned.RoomsOf(actor).Any())
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotInRoom);
        if (RoomOf(command) is not { } id)
            return DecideWhole(meeting, plan, planned, command, actor, now);
        if (planned.Room(id) is not { } room || !room.Participants.Contains(actor))
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotInRoom);
        if (meeting.IsOver)
            return Decision<MeetingEvent>.No(WhyOver(meeting));

        var at = new Place(meeting, plan, planned, room, meeting.Room(id), actor, now);
        return command switch
        {
            EnterRoom => Enter(at),
            AdmitPerson c => Admit(at, c),
            AdmitEveryone c => AdmitAll(at, c),
            MoveToPhase c => Move(at, c),
            SetReady c => MakeReady(at, c),
            OpenScoreRound c => OpenRound(at, c),
            GiveScore c => Give(at, c, nonce),
            ScoreWithChild c => GiveWithChild(at, c, nonce),
            RevealScores c => Reveal(at, c),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "An unknown command."),
        };
    }

    private static RoomId? RoomOf(MeetingCommand command) => command switch
    {
        EnterRoom c => c.Room,
        AdmitPerson c => c.Room,
        AdmitEveryone c => c.Room,
        MoveToPhase c => c.Room,
        SetReady c => c.Room,
        OpenScoreRound c => c.Room,
        GiveScore c => c.Room,
        ScoreWithChild c => c.Room,
        RevealScores c => c.Room,
        _ => null,
    };

    private static Decision<MeetingEvent> DecideWhole(
        Meeting meeting,
        FamilyPlan plan,
        PlannedMeeting planned,
        MeetingCommand command,
        PersonId actor,
        DateTimeOffset now)
    {
        if (actor != plan.Director)
            return Decision<MeetingEvent>.No(RefusalCodes.MeetingNotChair);
        if (meeting.IsOver)
            return Repeats(meeting, command) ? Decision<MeetingEvent>.Nothing : Decision<MeetingEvent>.No(WhyOver(meeting));
        return command switch
        {
            NoteAbsence c => Note(meeting, plan, planned, c, actor, now),
            CloseMeeting c => Close(meeting, plan, planned, c, actor, now),
            CallOffMeeting => CallOff(meeting, plan, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "An unknown command."),
        };
    }

    private static string WhyOver(Meeting meeting) => meeting.CalledOffAt is null ? RefusalCodes.MeetingClosed : RefusalCodes.MeetingCalledOff;

    private static bool IsLong(string? text, int max) => text is not null && text.Length > max;

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Refusal? CheckWords(FamilyPlan plan, string? text, PersonId actor, IEnumerable<PersonId> readers, string code) =>
        text is null ? null : LeakRefusal.Of(plan, actor, LeakGuard.CheckEntry(plan, text, actor, readers), code);

    // Where a command is decided: the room as planned, the room as it is, and who asks.
    private readonly record struct Place(
        Meeting Meeting,
        FamilyPlan Plan,
        PlannedMeeting Planned,
        PlannedRoom Seats,
        Room Room,
        PersonId Actor,
        DateTimeOffset Now)
    {
        public RoomId Id => Seats.Id;

        public bool Chairs => Actor == Plan.Director;
    }
}
