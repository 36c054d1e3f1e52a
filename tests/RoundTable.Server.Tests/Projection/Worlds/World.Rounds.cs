using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The numbers themselves, which carry no mark.</content>
internal sealed partial class World
{
    // While a round is sealed nobody else's number is there, and afterwards no number that is for the director alone (BR-10, BR-15).
    private void CheckRounds(PersonId person, MeetingView? view)
    {
        foreach (var (room, round) in view?.Rooms.SelectMany(room => room.EarlierRounds.Append(room.Round).OfType<ScoreRoundView>().Select(round => (room, round))) ?? [])
        {
            if (round.Revealed is not null && !_truth.SeatsOf(room.Id)!.Revealed.Contains(round.Number))
                Fail(new LeakException($"{person} got scores of others while they were sealed"));
            if (round.Revealed is not null && IsFromBefore(person, _truth.SeatsOf(room.Id)!, round.Number))
                Fail(new LeakException($"{person} got scores of a round from before they had a seat"));
            foreach (var score in round.Revealed?.Where(s => s.Person != person) ?? [])
            {
                var given = _given.Find(g => g.By == score.Person && g.Room.Id == room.Id && g.Round == round.Number && !g.IsReplaced);
                if (score.Value is not null && person != _truth.Director && given?.Visibility == ScoreVisibility.DirectorOnly)
                    Fail(new LeakException($"{person} got a score that is for the director"));
                _tally.Add("scores of others");
            }
        }
    }
}
