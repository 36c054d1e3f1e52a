using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Somebody is taken into a meeting that is planned already, or runs: with a seat, one more, or for its minutes alone.</content>
internal sealed partial class World
{
    private const int OneInLate = 11;

    // By the seed, with chances of their own, so that all other families live as they did.
    private bool IsLate => _seed % OneInLate is 1 or 2 or 5;

    private Random? _late;

    // Who gets the minutes alone since somebody thought of them: whoever gave a number did not know of them.
    private readonly HashSet<(MeetingId Meeting, PersonId Person)> _informedLater = [];

    private async Task InviteAsync()
    {
        if (_meeting is not { } meeting || _truth.IsClosed)
            return;
        _late ??= new Random(_seed);
        PersonId[] others = [.. Others];
        var person = others[_late.Next(others.Length)];
        var room = _late.Next(4) > 0 ? _truth.Rooms.Values.ElementAt(_late.Next(_truth.Rooms.Count)) : null;
        if (!await SetupAsync(new InviteToMeeting(meeting, person, room?.Id)))
            return;
        if (room is null && !_truth.IsInvited(person))
        {
            _truth.InvitedWithoutSeat.Add(person);
            _informedLater.Add((meeting, person));
        }

        if (room?.People.Add(person) != true)
            return;
        _truth.InvitedWithoutSeat.Remove(person);
        _informedLater.Remove((meeting, person));
        room.After[person] = room.Round;
        _tally.Add("invited later");
        if (room.Round > 0)
            _tally.Add("seats beside a round");
        if (_watchers.ContainsKey(person))
            await WatchAsync(person);
    }

    // Interpreters say aloud what all others hear, and whoever directs hears all.
    private bool IsFromBefore(PersonId person, SeatsOfRoom room, int round, PersonId? director = null) =>
        person != (director ?? _truth.Director) && _truth[person].Role != PersonRole.Interpreter && room.After.TryGetValue(person, out var last) && round <= last;
}
