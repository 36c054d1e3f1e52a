using System.Collections.Concurrent;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Operations;
using RoundTable.Sessions.Plans;

namespace RoundTable.Grains.Plans;

/// <summary>One family plan: a mailbox around a <see cref="PlanSession"/>. Key: the plan's id.</summary>
public sealed class PlanGrain : Grain
{
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly StreamNews _news;
    private readonly PlanSession _session = new();
    private readonly Dictionary<ReaderId, IPlanObserver> _observers = [];
    private readonly ConcurrentDictionary<PlanWatch, bool> _watches = [];
    private EventStream<FamilyPlan, PlanEvent> _events = null!;
    private Refreshing _refreshing = null!;
    private long _told;

    /// <summary>Creates the grain; the host does.</summary>
    public PlanGrain(GrainHost host, IJournal journal, StreamNews news)
    {
        _host = host;
        _journal = journal;
        _news = news;
    }

    /// <inheritdoc/>
    protected override bool MayRetire => !_session.IsWatched && _watches.IsEmpty;

    private PlanId Plan => PlanId.From(Key);

    /// <inheritdoc/>
    protected override async ValueTask OnActivateAsync(CancellationToken ct)
    {
        _refreshing = new Refreshing(_host, new GrainId(typeof(PlanGrain), Key), () => _host.Plan(Plan).CallAsync(p => p.RefreshAsync()));
        _events = new EventStream<FamilyPlan, PlanEvent>(_journal, _news.Follow(StreamOf(Plan), _refreshing.Ask), _session, "plan", Time, _host.Meter);
        try
        {
            await _events.CatchUpAsync(ct, GoesOn).ConfigureAwait(false);
            if (_session.State.Opened)
                await BeginTodayAsync().ConfigureAwait(false);
        }
        catch
        {
            _refreshing.Dispose();
            _events.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnDeactivateAsync()
    {
        _refreshing.Dispose();
        _events.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The whole plan, for the server itself; never for a person. Not opened when there is no such plan.</summary>
    /// <param name="fresh">Whether to read first what another server may have written a moment ago.</param>
    public async ValueTask<FamilyPlan> StateAsync(bool fresh = false)
    {
        await FollowAsync(fresh).ConfigureAwait(false);
        return _session.State;
    }

    /// <summary>A person's view, without following it.</summary>
    public async ValueTask<Answer<PlanView>> LookAsync(Caller caller)
    {
        // Another server may have let the person in, or out, a moment ago.
        await FollowAsync(fresh: true).ConfigureAwait(false);
        return Answer(_session.Look(caller));
    }

    /// <summary>Follows the plan on a connection: the view now, and changes through the observer.</summary>
    public async ValueTask<Answer<PlanView>> OpenAsync(Caller caller, ReaderId reader, IPlanObserver observer)
    {
        await FollowAsync(fresh: true).ConfigureAwait(false);
        var answer = Answer(_session.Open(reader, caller));
        if (answer.Refusal is null)
            _observers[reader] = observer;
        else
            _observers.Remove(reader);
        return answer;
    }

    /// <summary>Ends following.</summary>
    public ValueTask LeaveAsync(ReaderId reader)
    {
        _session.Leave(reader);
        _observers.Remove(reader);
        return ValueTask.CompletedTask;
    }

    /// <summary>Carries out a command; done and on disk when it answers null.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="command">What.</param>
    public ValueTask<Refusal?> CommandAsync(Caller caller, string operation, PlanCommand command) => CommandAsync(caller, operation, command, Looked.Nowhere);

    /// <summary>The same, by what stood in sections; written only while they are as they were.</summary>
    /// <exception cref="WrongExpectedHeadException">One is not.</exception>
    internal ValueTask<Refusal?> CommandAsync(Caller caller, string operation, PlanCommand command, Looked looked) =>
        CarryOutAsync(caller, operation, () => _session.Decide(caller, operation, command, Time.GetUtcNow(), looked.Look), NothingMore, looked.Heads);

    /// <summary>Carries out what the director arranges, or the server; done and on disk when it answers null.</summary>
    /// <param name="caller">Who; <see cref="Caller.Server"/> for the server itself.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters.</param>
    /// <param name="setup">What. The plan of an <see cref="OpenPlan"/> is this grain's.</param>
    /// <remarks>What changes who reads a section is done by <see cref="PlanArranging"/>, which looks at what stands there first.</remarks>
    public ValueTask<Refusal?> SetupAsync(Caller caller, string operation, PlanSetup setup) => SetupAsync(caller, operation, setup, Looked.Nowhere);

    /// <summary>The same, by what stood in sections; written only while they are as they were.</summary>
    /// <exception cref="WrongExpectedHeadException">One is not.</exception>
    internal ValueTask<Refusal?> SetupAsync(Caller caller, string operation, PlanSetup setup, Looked looked) => setup is OpenPlan open && open.Plan != Plan
        ? throw new ArgumentException("The plan to open is another one.", nameof(setup))
        : CarryOutAsync(caller, operation, () => _session.Decide(caller, operation, setup, Time.GetUtcNow(), looked.Look), NothingMore, looked.Heads);

    /// <summary>
    /// Publishes minutes: event, renderings and the work of sending them, in one transaction, once. What was composed from a plan that
    /// has changed since is refused (<see cref="RefusalCodes.PlanLookAgain"/>): a protection or the end of a consent may have come between.
    /// </summary>
    internal ValueTask<Refusal?> PublishAsync(Caller caller, MinutesToPublish minutes)
    {
        // No client can name one so.
        var operation = $"publish/{minutes.Publish.Minutes.Value}";
        return CarryOutAsync(
            caller,
            operation,
            () => ReferenceEquals(_session.State, minutes.From)
                ? _session.Decide(caller, operation, minutes.Publish, Time.GetUtcNow(), CardLook.Unseen)
                : new Proposal<PlanEvent>(new Refusal(RefusalCodes.PlanLookAgain), [], [], _session.Head),
            () => MinutesStream.Append(Plan, minutes, Actors.Of(caller), Time.GetUtcNow()),
            []);
    }

    /// <summary>Lets the day of today begin, if something in the plan changes on it or changed on a day since: birthdays, ends of consents (BR-22).</summary>
    public async ValueTask<Refusal?> BeginDayAsync()
    {
        // What changes on the day may be written on another server, and who asks puts the day aside when it has begun.
        await FollowAsync(fresh: true).ConfigureAwait(false);
        return await BeginTodayAsync().ConfigureAwait(false);
    }

    /// <summary>Lets another grain follow the plan.</summary>
    internal async ValueTask<PlanWatch> WatchAsync(Action changed)
    {
        await FollowAsync().ConfigureAwait(false);
        var watch = new PlanWatch(_session.State, _session.Head, changed, ended => _watches.TryRemove(ended, out _));
        _watches[watch] = true;
        return watch;
    }

    /// <summary>Reads up to a record that is on disk, whether or not it was heard of.</summary>
    internal async ValueTask ReachAsync(long head)
    {
        if (_session.Head < head)
            await FollowAsync(fresh: true).ConfigureAwait(false);
    }

    /// <summary>Takes over what other servers wrote.</summary>
    internal async ValueTask RefreshAsync() => await FollowAsync().ConfigureAwait(false);

    internal static StreamId StreamOf(PlanId plan) => new($"plan/{plan.Value}");

    private static IReadOnlyList<Append> NothingMore() => [];

    private static Answer<PlanView> Answer((PlanView? View, Refusal? Refusal) answer) => new(answer.View, answer.Refusal);

    private ValueTask<Refusal?> BeginTodayAsync()
    {
        var today = DutchTime.Day(Time.GetUtcNow());
        if (PlanCalendar.Next(_session.State) is not { } next || next > today)
            return ValueTask.FromResult<Refusal?>(null);
        var server = Caller.Server(_session.State.Director);
        return SetupAsync(server, $"day-{today:yyyyMMdd}-{_session.Head}", new BeginDay(today));
    }

    private async ValueTask<Refusal?> CarryOutAsync(
        Caller caller, string operation, Func<Proposal<PlanEvent>> decide, Func<IReadOnlyList<Append>> more, IReadOnlyList<StreamAt> holds)
    {
        var before = _session.State;
        try
        {
            var proposal = await _events.CarryOutAsync(
                caller,
                operation,
                decide,
                (p, append) => [append with { Holds = holds, AddIndex = PlanIndex.Rows(Plan, p.Events), Schedule = PlanDue.Of(Plan, _session.State, p.Events, Time.GetUtcNow()) }, .. more()]).ConfigureAwait(false);
            return proposal.Refusal;
        }
        finally
        {
            // Also after a failure: catching up may have found what others wrote.
            Tell(before);
        }
    }

    /// <returns>Whether the plan is another one now.</returns>
    private async ValueTask<bool> FollowAsync(bool fresh = false)
    {
        var before = _session.State;
        try
        {
            if (fresh && _news.IsShared)
                await _events.LookAgainAsync().ConfigureAwait(false);
            else
                await _events.FollowAsync().ConfigureAwait(false);
        }
        finally
        {
            Tell(before);
        }

        return !ReferenceEquals(before, _session.State);
    }

    private void Tell(FamilyPlan before)
    {
        if (_told == _session.Head)
            return;
        _told = _session.Head;
        foreach (var watch in _watches.Keys)
        {
            watch.Change(_session.State, _session.Head);
        }

        if (ReferenceEquals(before, _session.State))
            return;

        foreach (var change in _session.Changes())
        {
            var observer = _observers[change.Reader];
            if (change.View is not null)
            {
                observer.PlanChanged(change.View);
                continue;
            }

            _observers.Remove(change.Reader);
            observer.PlanShut(Plan, new Refusal(RefusalCodes.PlanNotAMember));
        }
    }
}
