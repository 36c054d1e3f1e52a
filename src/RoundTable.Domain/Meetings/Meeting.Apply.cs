using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Meetings;

public sealed partial record Meeting
{
    /// <summary>The meeting after this event; never refuses, because what happened has happened.</summary>
    /// <param name="e">The event.</param>
    /// <exception cref="InvalidOperationException">The event does not follow on this meeting: the stream is damaged.</exception>
    public Meeting Apply(MeetingEvent e) => e switch
    {
        PersonArrived x => ApplyTo(x.Room, r => r with { Arrived = r.Arrived.SetItem(x.Person, x.At) }),
        PersonAdmitted x => ApplyTo(x.Room, r => r with { Admitted = r.Admitted.SetItem(x.Person, x.At) }),
        PhaseMoved x => ApplyTo(x.Room, r => r with { Phase = x.Phase, Step = r.Step + 1, Ready = [] }),
        ReadySet x => ApplyTo(x.Room, r => r with { Ready = x.Ready ? r.Ready.Add(x.Person) : r.Ready.Remove(x.Person) }),
        ScoreRoundOpened x => ApplyTo(x.Room, r => r with
        {
            Rounds = r.Rounds.Add(new ScoreRound(
                x.Number,
                x.Question,
                x.Anchor0,
                x.Anchor10,
                x.Eligible,
                ImmutableDictionary<PersonId, SealedScore>.Empty,
                null)),
        }),
        ScoreSealed x => ApplyTo(x.Room, x.Round, r => r with
        {
            Scores = r.Scores.SetItem(x.Score.Person, x.Score),
            Times = r.Times.SetItem(x.Score.Person, r.Times.GetValueOrDefault(x.Score.Person) + 1),
        }),
        ScoresRevealed x => ApplyTo(x.Room, x.Round, r => r with { Revealed = x }),
        AbsenceNoted x => this with { AbsenceNotes = AbsenceNotes.SetItem(x.Person, x.Note) },
        MeetingClosed x => this with
        {
            Closed = x,
            Rooms = Rooms.ToImmutableDictionary(r => r.Key, r => r.Value with { Phase = MeetingPhase.Closed, Ready = [] }),
        },
        MeetingCalledOff x => this with { CalledOffAt = x.At },
        _ => throw new InvalidOperationException($"A meeting knows no event {e.GetType().Name}."),
    };

    private Meeting ApplyTo(RoomId room, Func<Room, Room> change) =>
        this with { Rooms = Rooms.SetItem(room, change(Room(room))) };

    private Meeting ApplyTo(RoomId room, int round, Func<ScoreRound, ScoreRound> change) => ApplyTo(room, r =>
    {
        var at = r.Rounds.FindIndex(x => x.Number == round);
        return at < 0
            ? throw new InvalidOperationException($"An event is about round {round}, which this room does not have.")
            : r with { Rounds = r.Rounds.SetItem(at, change(r.Rounds[at])) };
    });
}
