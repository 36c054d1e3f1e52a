using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>The meeting.</content>
internal sealed partial class World
{
    private MeetingId? _meeting;

    private async Task PlanMeetingAsync()
    {
        Sitting? sitting = null;
        MeetingId id = default;
        id = MeetingId.From(_book.Id(
            "a meeting",
            (v, c) => sitting is { } s && ((s.IsInvited(v) && (s.RoomsOf(v).Any() || (_truth.Sittings.Contains(s) && (_meeting != id || _truth.IsClosed)))) || (c == Channel.History && v == _truth.Director)),
            (v, c) => InPlan(v, c) && sitting?.RoomsOf(v).Any() == true));
        var rooms = new List<PlannedRoom>();
        for (var i = 0; i < 1 + _random.Next(2); i++)
            rooms.Add(new PlannedRoom(NewRoom(), _stage.Now.AddHours(i), Together(Some(Others, 45))));
        PersonId[] informed = Some(Others.Where(p => !rooms.Exists(r => r.Participants.Contains(p))), 60);
        if (!await SetupAsync(new PlanMeeting(id, Any(Enum.GetValues<MeetingKind>()), rooms, informed)))
            throw new InvalidOperationException("a meeting was refused");
        _meeting = id;
        sitting = _truth.Meet(id);
        foreach (var room in rooms)
            _truth.Rooms[room.Id] = new SeatsOfRoom(room.Id, room.Participants.ToHashSet());
        _truth.InvitedWithoutSeat.UnionWith(informed);
    }

    private RoomId NewRoom()
    {
        RoomId id = default;
        id = RoomId.From(_book.Id(
            "a room",
            (v, c) => _truth.TakesPart(v) && _truth.SeatsOf(id)?.People.Contains(v) == true,
            (v, c) => c == Channel.Meeting && _truth.TakesPart(v) && _truth.SeatsOf(id)?.People.Contains(v) == true));
        return id;
    }

    // Without those who may not know of each other: such a room is refused.
    private List<PersonId> Together(IEnumerable<PersonId> people)
    {
        List<PersonId> room = [_truth.Director];
        foreach (var person in people)
        {
            if (room.TrueForAll(p => _truth.Knows(p, person) && _truth.Knows(person, p)))
                room.Add(person);
        }

        return room;
    }

    private async Task<bool> DoAsync(PersonId person, MeetingCommand command) => Told(
        person,
        await _stage.Get<GrainHost>().Meeting(_meeting!.Value).CallAsync(m => m.CommandAsync(As(person), Operation(), command)));

    private Task StepInMeetingAsync()
    {
        var room = Any([.. _truth.Rooms.Values]);
        if (room.Admitted.Count == 0)
            return GatherAsync(room, 70);
        if (room.Round == 0)
            return BeginRoundAsync(room);
        return _random.Next(8) switch
        {
            0 => GatherAsync(room, 70),
            1 => BeginRoundAsync(room),
            < 5 => ScoreAsync(room, Any([.. room.Admitted])),
            5 => Chance(50) ? ScoreAsync(room, Any([.. room.Admitted])) : ScoreWithChildAsync(room),
            6 => RevealAsync(room),
            _ => NoteAbsenceAsync(Any([.. Others])),
        };
    }

    private async Task GatherAsync(SeatsOfRoom room, int percent)
    {
        foreach (var person in Some(room.People.Where(p => p != _truth.Director), percent).Prepend(_truth.Director))
        {
            if (await DoAsync(person, new EnterRoom(room.Id)) && person == _truth.Director)
                room.Admitted.Add(person);
        }

        foreach (var person in room.People.Where(p => p != _truth.Director))
        {
            if (Chance(80) && await DoAsync(_truth.Director, new AdmitPerson(room.Id, person)))
                room.Admitted.Add(person);
        }
    }

    private async Task BeginRoundAsync(SeatsOfRoom room)
    {
        var again = room.Round > 0;
        if (again ? await DoAsync(_truth.Director, new OpenScoreRound(room.Id)) : await DoAsync(_truth.Director, new MoveToPhase(room.Id, MeetingPhase.Scoring)))
            room.Round++;
    }

    // Somebody tries to write down the score of a child: it is the child's, which is in the room from then on.
    private async Task ScoreWithChildAsync(SeatsOfRoom room)
    {
        var children = room.People.Where(p => _truth[p].Role == PersonRole.Child).ToList();
        if (children.Count > 0 && room.Admitted.Count > 0)
            await ScoreAsync(room, Any(children), Chance(60) ? _truth.Director : Any([.. room.Admitted]));
    }

    private async Task ScoreAsync(SeatsOfRoom room, PersonId person, PersonId? helper = null)
    {
        var given = new Given(room, room.Round, person, helper, Chance(75) ? ScoreVisibility.Everyone : ScoreVisibility.DirectorOnly) { Value = Chance(80) ? _random.Next(11) : null };
        var value = given.Value;
        string New(string what)
        {
            string text = null!;
            text = Write(_book.Text(what, (v, c) => MayReadScore(v, c, given, text), (v, c) => c == Channel.Meeting && MayReadScore(v, c, given, text)), helper ?? person);
            return text;
        }

        var passed = value is null ? New("why somebody passed") : null;
        var (why, higher) = (New("why somebody scored"), New("what would be one higher"));
        given.Texts.AddRange(passed, why, higher);
        MeetingCommand command = helper is null
            ? new GiveScore(room.Id, room.Round, value, passed, why, higher, ScoreInputMode.Self, given.Visibility)
            : new ScoreWithChild(room.Id, person, room.Round, value, passed, why, higher, given.Visibility);
        if (!await DoAsync(helper ?? person, command))
            return;
        if (helper is { } beside)
        {
            SitsWith(room, person, beside);
            foreach (var text in given.Texts.OfType<string>())
                WroteDown(person, text);
        }

        foreach (var before in _given.Where(g => g.Room == room && g.Round == given.Round && g.By == person))
            before.IsReplaced = true;
        given.Counts = true;
        _given.Add(given);
    }

    private void SitsWith(SeatsOfRoom room, PersonId child, PersonId helper)
    {
        if (!_truth.MayHelp(helper, child))
            Fail(new LeakException($"{helper} scored in the name of {child}"));
        room.Admitted.Add(child);
        _tally.Add("scores given with a child");
    }

    private readonly List<Given> _given = [];

    private bool IsOfNow(SeatsOfRoom room) => _truth.Rooms.GetValueOrDefault(room.Id) == room;

    private bool MayReadScore(PersonId v, Channel c, Given given, string text)
    {
        // A handover keeps the history: who directs takes a copy for somebody of rounds before their time, too.
        if (!given.Counts || given.IsReplaced || c is not (Channel.Meeting or Channel.Minutes or Channel.Copy)
            || !(given.Room.People.Contains(v) || (c == Channel.Copy && v == _truth.Director)))
            return false;
        if (c == Channel.Meeting && (!(_truth.TakesPart(v) && given.Room.Admitted.Contains(v)) || IsFromBefore(v, given.Room, given.Round)))
            return false;
        if (c == Channel.Minutes && (!IsOfNow(given.Room) || IsFromBefore(v, given.Room, given.Round, _truth.DirectorThen)))
            return false;
        var isRevealed = given.Room.Revealed.Contains(given.Round);
        if (c == Channel.Minutes && v != given.By && _truth.IsYoung(v))
            return false;
        if (v == given.By)
            return isRevealed || c is Channel.Meeting or Channel.Copy;

        // Why somebody scored so tells of safety: an organisation needs a ground for that.
        return (c != Channel.Copy || v == _truth.Director) && isRevealed && _truth.Knows(v, given.By) && (_truth.HasGroundFor(v, [DataCategory.Safety]) || (c == Channel.Minutes && !_truth.HasGroundFor(v, [DataCategory.Agreements]))) && (given.Visibility == ScoreVisibility.Everyone || v == (c == Channel.Minutes ? _truth.DirectorThen ?? _truth.Director : _truth.Director)) && (v == given.Helper || !(c == Channel.Minutes ? _truth.IsKept(v, text) : _truth.IsKept(v, given.Texts)));
    }

    private async Task<bool> RevealAsync(SeatsOfRoom room)
    {
        var round = room.Round;
        var reason = Write(
            _book.Text("why the chair did not wait", (v, c) => room.Revealed.Contains(round)
                && room.People.Contains(v) && !IsFromBefore(v, room, round, c == Channel.Minutes ? _truth.DirectorThen : null) && ((c == Channel.Minutes && !_truth.IsYoung(v) && IsOfNow(room)) || (c == Channel.Meeting && room.Admitted.Contains(v) && _truth.TakesPart(v)))),
            _truth.Director);
        if (!await DoAsync(_truth.Director, new RevealScores(room.Id, reason)))
            return false;
        room.Revealed.Add(round);
        return true;
    }

    private Task<bool> NoteAbsenceAsync(PersonId person) => NoteAbsenceAsync(person, _meeting);

    private Task<bool> NoteAbsenceAsync(PersonId person, MeetingId? of) => DoAsync(_truth.Director, new NoteAbsence(
        person,
        Write(_book.Text("why somebody was not there", (v, c) =>
            (c == Channel.Minutes && _meeting == of && _truth.IsInvited(v) && _truth.IsExpectedBy(v, person)) || (c == Channel.Copy && (v == person || v == _truth.Director))), _truth.Director)));

    /// <summary>Reveals what is sealed, notes who did not come, and closes: then the minutes go out.</summary>
    public async Task CloseAsync()
    {
        if (_meeting is null || _truth.IsClosed || Chance(10))
            return;
        foreach (var room in _truth.Rooms.Values)
        {
            await GatherAsync(room, 40);
            if (room.Round == 0)
                await BeginRoundAsync(room);
            await CheckAsync();
            foreach (var person in Some(room.Admitted, 60))
            {
                await ScoreAsync(room, person);
                await CheckAsync();
            }

            await ScoreWithChildAsync(room);
            await CheckAsync();

            await InsistAsync(async () => room.Revealed.Contains(room.Round) || await RevealAsync(room));
        }

        foreach (var person in _truth.Rooms.Values.SelectMany(r => r.People).Distinct().Where(p => !_truth.Rooms.Values.Any(r => r.Admitted.Contains(p))))
        {
            await InsistAsync(() => NoteAbsenceAsync(person));
        }

        var now = _meeting;
        var reason = _book.Text("why there is no next meeting", (v, c) => c == Channel.Minutes && _meeting == now && _truth.IsInvited(v), (v, c) => c == Channel.Minutes);
        if (!await DoAsync(_truth.Director, new CloseMeeting(null, reason)))
        {
            // Somebody came in at the very moment of a reveal, and owes a score: there is another round.
            foreach (var room in _truth.Rooms.Values)
            {
                await BeginRoundAsync(room);
                await InsistAsync(async () => room.Revealed.Contains(room.Round) || await RevealAsync(room));
            }

            if (!await DoAsync(_truth.Director, new CloseMeeting(null, reason)))
                throw new InvalidOperationException("the meeting could not be closed");
        }

        _truth.IsClosed = true;
        HaveLookedBack();
        _truth.DirectorThen = _truth.Director;
        _truth.KeepingsThen = [.. _truth.Keepings];
        _truth.ReadersThen = _truth.Readers.ToDictionary(r => r.Key, r => r.Value.ToHashSet());
        foreach (var person in Everybody.Where(_truth.IsInvited))
            _accesses.Add((person, Today, AccessAction.Received, AccessSubject.Minutes, ""));
        _tally.Add("meetings closed");
        await CheckAsync();
    }

    // With a word that a reader may not have it is refused, and said in other words.
    private static async Task InsistAsync(Func<Task<bool>> act)
    {
        for (var i = 0; i < 30; i++)
        {
            if (await act())
                return;
        }

        throw new InvalidOperationException("refused again and again");
    }

    private sealed record Given(SeatsOfRoom Room, int Round, PersonId By, PersonId? Helper, ScoreVisibility Visibility)
    {
        public int? Value { get; init; }

        public List<string?> Texts { get; } = [];

        public bool Counts { get; set; }

        public bool IsReplaced { get; set; }
    }
}
