using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Sections;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors;

/// <summary>
/// One section that one client has open through a door. What the client sends comes one at a time; what grains tell comes at
/// any moment and only goes into the socket's queue.
/// </summary>
internal sealed partial class DocumentLink : IAsyncDisposable
{
    private readonly DoorServices _door;
    private readonly DoorVoice _voice;
    private readonly SectionKey _section;
    private readonly Caller _caller;
    private readonly ReaderId _reader;
    private readonly OwnClient _own;
    private readonly PushLine _line;
    private readonly Func<(ReadOnlyMemory<byte> Update, bool IsAll), ValueTask> _push;
    private readonly Unsaved _unsaved;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing;
    private ReadOnlyMemory<byte> _vector;
    private PresenceState? _presence;
    private bool _logged;
    private bool _wrote;
    private readonly Lock _rights = new();
    private bool? _heard;
    private bool _canWrite;
    private volatile bool _shut;
    private bool _counted;

    public DocumentLink(DoorServices door, DoorSocket socket, DoorVoice voice, DoorGrant grant, SectionKey section, Caller caller, bool canWrite)
    {
        _door = door;
        _closing = CancellationTokenSource.CreateLinkedTokenSource(socket.Closing);
        _voice = voice;
        Grant = grant;
        _section = section;
        _caller = caller;
        _reader = new ReaderId(door.NextName());
        _unsaved = new Unsaved(door.Options.UnsavedUpdates, door.Options.UnsavedBytes);
        _own = new OwnClient(_reader, door.Options.PresenceBytes);
        _line = door.Table.Sections.Line(section, _reader, this);
        _push = PushInTurnAsync;
        _canWrite = canWrite && !grant.ReadOnly;
        _came = door.Time.GetTimestamp();
    }

    /// <summary>By what the client came in.</summary>
    public DoorGrant Grant { get; private set; }

    /// <summary>Of which plan the section is.</summary>
    public PlanId Plan => _section.Plan;

    /// <summary>Whether the person does not read the section any more.</summary>
    public bool IsShut => _shut;

    /// <summary>Follows the session, and tells the client what it may do.</summary>
    public async Task StartAsync()
    {
        _counted = true;
        _door.Meter.Sections(+1);
        _voice.Rights(_canWrite);
        Schedule();
        _door.Open.Add(this);
        if (!await _door.Table.Grains.Subject(Grant.Visitor.Subject).CallAsync(s => s.WatchAsync(_reader, Grant.Visitor.Session, this)))
            SignedOut();
    }

    /// <summary>Goes on with a newer token of the same session.</summary>
    public void Renew(DoorGrant grant)
    {
        Grant = grant;
        Schedule();
        _voice.Rights(_canWrite);
    }

    /// <summary>Answers the client's state vector, and tells the server's.</summary>
    public ValueTask OpenAsync(ReadOnlyMemory<byte> stateVector) => InTurnAsync(async () =>
    {
        if (await _door.Traffic.MoveAsync(Grant.Visitor.Subject, _closing.Token) is { } tooFast)
        {
            _voice.ComeBack(tooFast.Code);
            return;
        }

        if (stateVector.Length > _door.Limits.StateVectorBytes)
            _door.Meter.Reached(ReachedLimits.StateVector);
        _vector = stateVector;
        if (await OpenAsync() is not { } opened)
            return;
        _voice.Say(_door.Missing(opened.Update));
        _voice.Has(opened.StateVector);
        Tell(opened);
    });

    /// <summary>Offers an update of the client's; exactly one answer comes, when it is on disk or refused.</summary>
    /// <param name="update">The update.</param>
    /// <param name="isAll">Whether it is all that the client has and the server had not: its Step2.</param>
    public ValueTask PushAsync(ReadOnlyMemory<byte> update, bool isAll) =>
        DoorTrace.IsHeard ? PushTracedAsync(update, isAll) : InTurnAsync(_push, (update, isAll));

    /// <summary>Takes what the client says of itself.</summary>
    public ValueTask SetPresenceAsync(ReadOnlyMemory<byte> awareness) => InTurnAsync(async () =>
    {
        var state = _own.Read(awareness, out var refused);
        if (state is null && !refused)
            return;
        _presence = state ?? _presence;
        if (await _door.Traffic.MoveAsync(Grant.Visitor.Subject, _closing.Token) is { } tooFast)
            _door.Meter.Refused(tooFast.Code);
        else if (!refused)
            await ShowAsync();
        if (!refused)
            return;
        _door.Meter.Refused(DoorCodes.PresenceMalformed);
        _voice.Warn(DoorCodes.PresenceMalformed);
    });

    /// <summary>Tells the client who is there.</summary>
    public void ShowPresence() => _voice.Say(_door.Presence.Everybody(_shown, _reader));

    public async ValueTask DisposeAsync()
    {
        _door.Open.Remove(this);
        CountClosed();

        // Waits for a tick that is under way: it must not find the socket gone.
        if (_expiry is not null)
            await _expiry.DisposeAsync();
        if (_heartbeat is not null)
            await _heartbeat.DisposeAsync();
        if (_return is not null)
            await _return.DisposeAsync();
        await _closing.CancelAsync();
        await _catchingUp;

        // One that nobody waited for any more still comes in, and must not do so after it left. How it went nobody asks.
        await _opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await LeaveAsync(_door.Table.Sections.LeaveAsync(_section, _reader));
        await LeaveAsync(_door.Table.Grains.Subject(Grant.Visitor.Subject).EndAsync(s => s.LeaveAsync(_reader)));
        _turn.Dispose();
        _closing.Dispose();
    }

    private async ValueTask PushTracedAsync(ReadOnlyMemory<byte> update, bool isAll)
    {
        using var span = DoorTrace.Push();
        await InTurnAsync(_push, (update, isAll));
    }

    private async ValueTask PushInTurnAsync((ReadOnlyMemory<byte> Update, bool IsAll) pushed)
    {
        var update = pushed.Update;
        var began = _door.Time.GetTimestamp();
        if (await _door.Traffic.EditAsync(Grant.Visitor.Subject, _section, update.Length, _closing.Token) is { } tooFast)
        {
            _voice.ComeBack(tooFast.Code);
            return;
        }

        if (_unsaved.Add(update, began) is not { } number)
        {
            _voice.ComeBack(DoorCodes.TooMuchUnsaved);
            return;
        }

        if (pushed.IsAll)
            Brings(number);

        // What waits is offered again in its order.
        if (!_behind && !await OfferAsync(number, update, ahead: true))
            FallBehind();
    }

    private ValueTask InTurnAsync(Func<Task> turn) => InTurnAsync(static turn => new ValueTask(turn()), turn);

    private async ValueTask InTurnAsync<T>(Func<T, ValueTask> turn, T of)
    {
        await _turn.WaitAsync(_closing.Token);
        try
        {
            if (!_shut)
                await turn(of);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ShowAsync()
    {
        if (_presence is not { } state)
            return;
        try
        {
            await _door.Table.Sections.SetPresenceAsync(_section, _reader, state.Item, state.Typing, _own.Client, state.Fields);
        }
        catch (Exception e) when (IsPassing(e))
        {
            // Clients say it again within 15 seconds, and it is no reason to send anybody away who is saving.
        }
    }

    private void CountClosed()
    {
        if (!Interlocked.Exchange(ref _counted, false))
            return;
        _door.Meter.Sections(-1);
        _door.Budget.RemoveDocument(Grant.Visitor.Subject);
    }

    // What was told of since the section was asked for is newer than the answer.
    private void Tell(SectionOpened opened)
    {
        lock (_rights)
            Tell(_heard ?? opened.CanWrite);
    }

    private void Tell(bool canWrite)
    {
        if (_canWrite == canWrite)
            return;
        _canWrite = canWrite;
        _voice.Rights(canWrite);
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
            LogLeaveFailed(_door.Logger, e);
        }
    }

    [LoggerMessage(5401, LogLevel.Warning, "A door's connection could not leave what it had open.")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);
}
