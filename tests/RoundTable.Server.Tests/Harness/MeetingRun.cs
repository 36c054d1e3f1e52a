using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A whole meeting of casebook family A, room by room, with the people who come.</summary>
internal sealed class MeetingRun : IAsyncDisposable
{
    private readonly List<Seat> _seats = [];
    private readonly Func<string, Task<Seat>> _take;

    /// <summary>Over one server, or over several: then one after the other takes the next of them.</summary>
    public MeetingRun(params TableServer[] servers) => _take = name => Seat.TakeAsync(servers[_seats.Count % servers.Length], name);

    /// <summary>Wherever people sit down.</summary>
    public MeetingRun(Func<string, Task<Seat>> take) => _take = take;

    public Seat Chair => _seats[0];

    public IReadOnlyList<Seat> Seats => _seats;

    public Seat this[string name] => _seats.Single(seat => seat.Plan.People.Single(p => p.Id == seat.Person).Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The whole of it: both parents come and score, and the chair too if meant; it is closed, and whoever held it can look on.</summary>
    public async Task<MeetingRun> HoldAsync(bool chairScores = false)
    {
        await BeginAsync("Nadia", "Mark");
        await MoveAsync(MeetingPhase.Scoring);
        await this["Nadia"].ScoreAsync(4, "Het is rustig.");
        await this["Mark"].ScoreAsync(7, "Het gaat goed.");
        if (chairScores)
            await Chair.TryAsync(new GiveScore(Chair.Meeting.Rooms[0].Id, 1, 5, null, "", "", ScoreInputMode.Self, ScoreVisibility.Everyone));
        await RevealAsync();
        await CloseAsync();
        return this;
    }

    /// <summary>The chair and these people come, wait, and are let in.</summary>
    public async Task BeginAsync(params string[] names)
    {
        _seats.Add(await _take("Ingrid"));
        foreach (var room in Chair.Meeting.Rooms)
            await Chair.DoAsync(new EnterRoom(room.Id));
        foreach (var name in names)
        {
            var seat = await _take(name);
            _seats.Add(seat);
            await seat.DoAsync(new EnterRoom(seat.Meeting.Rooms[0].Id));
        }

        foreach (var room in Chair.Meeting.Rooms)
            await Chair.DoAsync(new AdmitEveryone(room.Id));
    }

    public async Task MoveAsync(MeetingPhase phase)
    {
        foreach (var room in Chair.Meeting.Rooms)
            await Chair.DoAsync(new MoveToPhase(room.Id, phase));
    }

    public async Task RevealAsync()
    {
        foreach (var room in Chair.Meeting.Rooms)
            await Chair.DoAsync(new RevealScores(room.Id, "De anderen zijn er niet."));
    }

    /// <summary>Notes who did not come, and closes.</summary>
    public async Task CloseAsync()
    {
        var came = _seats.Select(seat => seat.Person).ToHashSet();
        foreach (var person in Chair.Plan.People.Where(person => !came.Contains(person.Id)))
            await Chair.TryAsync(new NoteAbsence(person.Id, "Is er vandaag niet."));
        await Chair.DoAsync(new CloseMeeting(new DateOnly(2026, 4, 2), null));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in _seats)
            await seat.DisposeAsync();
    }
}
