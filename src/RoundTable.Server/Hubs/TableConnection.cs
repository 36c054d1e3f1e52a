using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions;

namespace RoundTable.Server.Hubs;

/// <summary>
/// One hub connection: what it has open, and the queue of what waits to be sent to it. Hub methods come one at a time;
/// what grains tell comes at any moment and only goes into the queue.
/// </summary>
internal sealed partial class TableConnection : ISubjectObserver, IAsyncDisposable
{
    // For the last message, on a line that is slow to take it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<SectionId, PushLine> _sections = [];
    private readonly ConcurrentDictionary<SectionId, PersonId> _selves = [];
    private readonly ConcurrentDictionary<SectionId, Caller> _writers = [];
    private readonly ConcurrentDictionary<SectionId, bool> _rights = [];
    private readonly ConcurrentDictionary<PlanId, bool> _plans = [];
    private readonly ConcurrentDictionary<MeetingId, PlanId> _meetings = [];
    private readonly OutgoingQueue _queue;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _over = new();
    private readonly PushClock _pushes;
    private readonly ReaderId _reader;
    private readonly TableDoor _door;
    private readonly TrafficLimits _traffic;
    private readonly CancellationToken _ended;
    private readonly LimitOptions _limits;
    private readonly ServerMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private ITimer? _expiry;
    private ITimer? _patience;
    private volatile bool _gone;
    private bool _ending;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubConnectionContext? _line;

    public TableConnection(
        string id, Visitor visitor, TableDoor door, TrafficLimits traffic, LimitOptions limits, ServerMeter meter, TimeProvider time, ILogger logger)
    {
        _reader = new ReaderId(id);
        _traffic = traffic;
        _ended = _over.Token;
        _queue = new OutgoingQueue(limits.QueueMessages, limits.QueueBytes, limits.OpenPerConnection);
        _limits = limits;
        _time = time;
        _pushes = new PushClock(time);
        Visitor = visitor;
        _door = door;
        _meter = meter;
        _logger = logger;
    }

    public Visitor Visitor { get; }

    /// <summary>What waits to be sent to it.</summary>
    public IOutgoing Outgoing => _queue;

    /// <summary>Whether it is to end: nothing that its client asks counts any more, though a slow line may still be there.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>The plans of everything that is open.</summary>
    public IEnumerable<PlanId> Plans => _plans.Keys.Concat(_meetings.Values).Concat(_sections.Values.Select(line => line.Section.Plan)).Distinct();

    private int OpenCount => _sections.Count + _plans.Count + _meetings.Count;

    /// <summary>Begins to send, first whose it is; the connection ends with its session.</summary>
    /// <param name="line">Where to.</param>
    /// <param name="page">Whose page asks, as in <see cref="SamePersonGuard.Header"/>.</param>
    public async Task StartAsync(HubConnectionContext line, string page)
    {
        _line = line;

        // A page that was away may come back with the cookie of the next person on this device.
        Add(new(ClientMessages.Seated(new SeatedEvent(await _door.Callers.TagForAsync(page, Visitor))), 0));
        _expiry = _time.CreateTimer(_ => SignedOut(), null, Visitor.ExpiresAt - _time.GetUtcNow(), Timeout.InfiniteTimeSpan);
        if (!await _door.Grains.Subject(Visitor.Subject).CallAsync(subject => subject.WatchAsync(_reader, Visitor.Session, this)))
            SignedOut();
    }

    /// <summary>The session is over: tells the client, and closes.</summary>
    public void SignedOut() => End(new Frame(ClientMessages.SignedOut(new SignedOutEvent()), 0));

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await _closing.CancelAsync();
        _expiry?.Dispose();
        End();
        await _sent.Task;
        if (_patience is not null)
            await _patience.DisposeAsync();
        foreach (var section in _sections.Keys)
        {
            if (Forget(section, out var key))
                await LeaveAsync(_door.Sections.LeaveAsync(key, _reader));
        }

        foreach (var plan in _plans.Keys)
            await LeaveAsync(_door.Grains.Plan(plan).EndAsync(p => p.LeaveAsync(_reader)));
        foreach (var meeting in _meetings.Keys)
            await LeaveAsync(_door.Grains.Meeting(meeting).EndAsync(m => m.LeaveAsync(_reader)));
        await LeaveAsync(_door.Grains.Subject(Visitor.Subject).EndAsync(subject => subject.LeaveAsync(_reader)));
        _closing.Dispose();
    }

    private void Add(Frame frame)
    {
        if (_queue.Add(frame))
        {
            Send();
            return;
        }

        _meter.Resync();
        Bound();
    }

    private void Lose(SectionId section, Refusal? why = null)
    {
        _queue.Lose(section, why);
        Bound();
    }

    private void Bound()
    {
        if (_queue.IsBeyond)
            End();
        else
            Send();
    }

    // From any thread, and perhaps in a grain's turn: who waits for this must not run here.
    private void End(Frame? last = null)
    {
        if (Interlocked.Exchange(ref _ending, true))
            return;
        _ = _over.CancelAsync();
        _patience = _time.CreateTimer(_ => LosePatience(), null, Patience, Timeout.InfiniteTimeSpan);
        _queue.Close(last);
        Send();
    }

    private void LosePatience()
    {
        _meter.Reached(ReachedLimits.Patience);
        _line!.Abort();
    }

    private void Send()
    {
        if (_queue.TryBegin())
            _ = SendAsync(_line!);
    }

    private async Task SendAsync(HubConnectionContext line)
    {
        try
        {
            while (_queue.TryTake(out var frame))
            {
                if (frame is null)
                {
                    line.Abort();
                    _sent.SetResult();
                    return;
                }

                var written = line.WriteAsync(frame.Message, CancellationToken.None);
                if (!written.IsCompletedSuccessfully)
                    await written.AsTask().WaitAsync(_closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            _sent.SetResult();
        }
        catch (Exception e)
        {
            // Whoever waits for the end still leaves what is open.
            LogSendFailed(_logger, e);
            line.Abort();
            _queue.Close();
            _sent.SetResult();
        }
    }

    /// <summary>
    /// Leaves again what was opened while the connection went: <see cref="DisposeAsync"/> may have looked before it was there.
    /// </summary>
    private async Task LeaveIfGoneAsync(Func<Task> leave)
    {
        if (_gone)
            await LeaveAsync(leave());
    }

    private async Task LeaveAsync(Task leaving)
    {
        try
        {
            await leaving;
        }
        catch (ObjectDisposedException)
        {
            // The grains are going too.
        }
        catch (Exception e)
        {
            LogLeaveFailed(_logger, e);
        }
    }

    [LoggerMessage(5001, LogLevel.Warning, "A connection could not leave what it had open.")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);

    [LoggerMessage(5002, LogLevel.Error, "A connection could not be written to; it is cut off.")]
    private static partial void LogSendFailed(ILogger logger, Exception exception);
}
