using System.Collections.Frozen;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Meetings;
using RoundTable.Sessions.Operations;

namespace RoundTable.Grains.Meetings;

/// <summary>One live meeting: a mailbox around a <see cref="MeetingSession"/>. Key: the meeting's id.</summary>
public sealed partial class MeetingGrain : Grain
{
    private const int NonceBytes = 32;
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly PlanIndex _index;
    private readonly StreamNews _news;
    private readonly ServerTalk _talk;
    private readonly Chance _chance;
    private readonly Dictionary<ReaderId, IMeetingObserver> _observers = [];
    private MeetingSession _session = null!;
    private EventStream<Meeting, MeetingEvent> _events = null!;
    private PlanWatch _watch = null!;
    private Refreshing _refreshing = null!;
    private PlanWatch.Known? _decidedBy;
    private long _shown;

    /// <summary>Creates the grain; the host does.</summary>
    public MeetingGrain(GrainHost host, IJournal journal, PlanIndex index, StreamNews news, ServerTalk talk, Chance chance)
    {
        _host = host;
        _journal = journal;
        _index = index;
        _news = news;
        _talk = talk;
        _chance = chance;
    }

    /// <inheritdoc/>
    protected override bool MayRetire => !_session.IsWatched;

    private MeetingId Id => MeetingId.From(Key);

    /// <inheritdoc/>
    /// <exception cref="UnknownMeetingException">No plan has this meeting.</exception>
    protected override async ValueTask OnActivateAsync(CancellationToken ct)
    {
        var plan = await _index.OfMeetingAsync(Id, ct).ConfigureAwait(false) ?? throw new UnknownMeetingException();
        _refreshing = new Refreshing(_host, new GrainId(typeof(MeetingGrain), Key), () => _host.Meeting(Id).CallAsync(m => m.RefreshAsync()));
        _watch = await _host.Plan(plan).CallAsync(p => p.WatchAsync(_refreshing.Ask), ct).ConfigureAwait(false);
        try
        {
            _session = new MeetingSession(Id, _watch.Plan);
            var following = _news.Follow(new StreamId($"meeting/{Key}"), _refreshing.Ask);
            _events = new EventStream<Meeting, MeetingEvent>(_journal, following, _session, "meeting", Time, _host.Meter);
            await _events.CatchUpAsync(ct, GoesOn).ConfigureAwait(false);
            _elsewhere = new ServerWords(_talk, Topic, TakeWordsAsync, Time);
        }
        catch
        {
            _refreshing.Dispose();
            _events?.Dispose();
            _watch.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnDeactivateAsync()
    {
        _refreshing.Dispose();
        _elsewhere.Dispose();
        _talk.Say(Topic, TalkWords.None);
        _events.Dispose();
        _watch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The whole meeting, for the server itself; never for a person: it holds sealed scores.</summary>
    /// <param name="fresh">Whether to read first what another server may have written a moment ago.</param>
    internal async ValueTask<Meeting> StateAsync(bool fresh = false)
    {
        await FollowAsync(fresh).ConfigureAwait(false);
        return _session.State;
    }

    /// <summary>What happened in it, and how far its stream was then: for what is written to the plan only while it is so.</summary>
    internal async ValueTask<(MeetingLook Seen, StreamAt At)> LookAsync()
    {
        await FollowAsync(fresh: true).ConfigureAwait(false);
        var arrived = _session.State.Rooms.Values.SelectMany(r => r.Arrived.Keys.Concat(r.Admitted.Keys)).ToFrozenSet();
        return (new MeetingLook(_session.State.IsOver, arrived), new StreamAt(_events.Stream, _session.Head));
    }

    /// <summary>Whether this person gave a score that is not revealed yet: what they gave is theirs alone (BR-13).</summary>
    public async ValueTask<bool> HasSealedScoreAsync(PersonId person)
    {
        // Another server may have written it a moment ago, and a wrong no would let somebody else's score out.
        await FollowAsync(fresh: true).ConfigureAwait(false);
        return _session.State.HasSealedScoreOf(person);
    }

    /// <summary>Follows the meeting on a connection, which makes the person connected: the view now, and changes through the observer.</summary>
    public async ValueTask<Answer<MeetingView>> OpenAsync(Caller caller, ReaderId reader, IMeetingObserver observer)
    {
        // The seat may have been made or taken away on another server a moment ago.
        if (_news.IsShared)
            await ReadPlanAsync().ConfigureAwait(false);
        await FollowAsync().ConfigureAwait(false);
        var (view, refusal) = _session.Open(reader, caller);
        if (refusal is not null && _news.IsShared)
        {
            await FollowAsync(fresh: true).ConfigureAwait(false);
            (view, refusal) = _session.Open(reader, caller);
        }

        if (refusal is null)
            _observers[reader] = observer;
        else
            _observers.Remove(reader);
        TellServers();
        Tell();
        return new Answer<MeetingView>(view, refusal);
    }

    /// <summary>Ends following; without another connection the person is no longer connected.</summary>
    public ValueTask LeaveAsync(ReaderId reader)
    {
        _session.Leave(reader);
        _observers.Remove(reader);
        TellServers();
        return ShowPeopleAsync();
    }

    /// <summary>Carries out a command; done and on disk when it answers null. The caller need not follow the meeting.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="command">What.</param>
    /// <param name="signedIn">Whose the caller's session is: a score is sealed only while that runs. Null: nobody asks.</param>
    public async ValueTask<Refusal?> CommandAsync(Caller caller, string operation, MeetingCommand command, SubjectId? signedIn = null)
    {
        var nonce = new byte[NonceBytes];
        _chance(nonce);
        var session = command is GiveScore or ScoreWithChild && signedIn is { } subject
            ? new RunningSession(_host, subject, caller.Session)
            : null;
        try
        {
            if (session is not null)
                await session.LookAsync(fresh: false).ConfigureAwait(false);
            var proposal = await _events.CarryOutAsync(
                caller,
                operation,
                () =>
                {
                    if (session is { At: null })
                        return _session.Refuse(new Refusal(SessionCodes.SessionOver));
                    _decidedBy = _watch.Now;
                    _session.ChangePlan(_decidedBy.Plan);
                    return _session.Decide(caller, operation, command, Time.GetUtcNow(), nonce);
                },
                (p, append) => Complete(p, append, session),
                () => ReadElsewhereAsync(session)).ConfigureAwait(false);
            return proposal.Refusal;
        }
        finally
        {
            await ShowSoonAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Shows everybody what changed, after a change of the plan or by another server. Who asks tries again when it fails.</summary>
    internal ValueTask RefreshAsync() => ReadAndShowAsync(fresh: false);

    // What was read and not shown is no news to anybody, so it is asked for.
    private async ValueTask FollowAsync(bool fresh = false)
    {
        try
        {
            await ReadAndShowAsync(fresh).ConfigureAwait(false);
        }
        catch (Exception e) when (IsPassing(e))
        {
            _refreshing.Ask();
            throw;
        }
    }

    private async ValueTask ReadAndShowAsync(bool fresh)
    {
        try
        {
            if (fresh && _news.IsShared)
                await _events.LookAgainAsync().ConfigureAwait(false);
            else
                await _events.FollowAsync().ConfigureAwait(false);
        }
        finally
        {
            await ShowAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Shows everybody what they may see, as soon as the plan can be read.</summary>
    private async ValueTask ShowSoonAsync()
    {
        try
        {
            await ShowAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsPassing(e))
        {
            _refreshing.Ask();
        }
    }

    /// <summary>
    /// Shows everybody what they may see. What is new may have been written for fewer people than this server knows of, and who came or
    /// went may be hidden from some of them by now, so the plan is read first, as it is on disk.
    /// </summary>
    private async ValueTask ShowAsync()
    {
        var head = _session.Head;
        if (_news.IsShared && (head > _shown || _peopleMoved))
            await ReadPlanAsync().ConfigureAwait(false);
        _shown = head;
        _peopleMoved = false;
        _session.ChangePlan(_watch.Plan);
        Tell();
    }

    private Task ReadPlanAsync() => _host.Plan(_session.Plan.Id).CallAsync(p => p.StateAsync(fresh: true));

    private async Task ReadElsewhereAsync(RunningSession? session)
    {
        await ReadPlanAsync().ConfigureAwait(false);
        if (session is not null)
            await session.LookAsync(fresh: true).ConfigureAwait(false);
    }

    private static bool IsPassing(Exception e) => e is JournalUnavailableException or GrainUnavailableException;

    // Its end schedules the composing, or telling the plan, in the same transaction: a crash in between cannot lose the minutes. Nothing is written
    // that another plan than this one allowed (decision 0015), and no score behind the end of its session: whoever made the next link may read it.
    private IReadOnlyList<Append> Complete(Proposal<MeetingEvent> proposal, Append append, RunningSession? session) =>
    [
        append with
        {
            Owner = StreamOwners.OfPlan(_session.Plan.Id),
            While = new StreamAt(PlanGrain.StreamOf(_session.Plan.Id), _decidedBy!.Head),
            Holds = session?.At is { } running ? [running] : [],
            Schedule = proposal.Events.Any(e => e is MeetingClosed or MeetingCalledOff) ? [MinutesComposing.Due(_session.Plan.Id, Id, Time.GetUtcNow())] : [],
        },
    ];

    private void Tell()
    {
        foreach (var change in _session.Changes())
        {
            var observer = _observers[change.Reader];
            if (change.View is not null)
            {
                observer.MeetingChanged(change.View);
                continue;
            }

            _observers.Remove(change.Reader);
            TellServers();
            observer.MeetingShut(Id, new Refusal(RefusalCodes.MeetingNotInRoom));
        }
    }
}
