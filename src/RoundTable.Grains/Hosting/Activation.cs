using System.Threading.Channels;

namespace RoundTable.Grains.Hosting;

/// <summary>
/// One life of a grain: its mailbox and the single loop that runs its turns. When it retires, the host puts a
/// successor in its place that gathers calls; after this life has been deactivated they go on to a new one:
/// <code>
/// calls  ──► mailbox ──► turn, turn, turn ──► retire ──► deactivate ──► ended
///                                               │                        │
///            waiting and new calls ──► successor's mailbox ......... closed ──► a new life (none, if nobody called)
/// </code>
/// </summary>
internal sealed partial class Activation
{
    private readonly GrainHost _host;
    private readonly Channel<Turn> _mailbox = Channel.CreateUnbounded<Turn>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waitingCalls;
    private volatile bool _retiring;

    internal Activation(GrainHost host, GrainId id)
    {
        _host = host;
        Id = id;
    }

    internal GrainId Id { get; }

    internal TimeProvider Time => _host.Time;

    /// <summary>Completes when the grain is gone from the host.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Starts the loop. Called once.</summary>
    internal void Start()
    {
        // The loop outlives the call that happens to start it, so it must not inherit that call's ambient context.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _ = RunAsync();
        }
    }

    /// <summary>Posts a call; false when the activation retires and the host must be asked for its successor.</summary>
    /// <exception cref="GrainOverloadedException">The mailbox is full.</exception>
    internal bool TryPost(Turn call)
    {
        if (Interlocked.Increment(ref _waitingCalls) > _host.Options.MailboxCapacity && !_retiring && !call.AlwaysFits)
        {
            Interlocked.Decrement(ref _waitingCalls);
            _host.Meter?.Overloaded(Id);
            throw new GrainOverloadedException(Id.Type, Id.Key);
        }

        return _mailbox.Writer.TryWrite(call);
    }

    /// <summary>Posts a call that its predecessor had accepted already.</summary>
    internal void Adopt(Turn call)
    {
        Interlocked.Increment(ref _waitingCalls);
        _mailbox.Writer.TryWrite(call);
    }

    /// <summary>Posts a tick or a check, however full the mailbox is; lost when the activation retires.</summary>
    internal void PostInternal(Turn turn) => _mailbox.Writer.TryWrite(turn);

    /// <summary>Takes no more; the loop ends once it has run what waits.</summary>
    internal void Close()
    {
        _retiring = true;
        _mailbox.Writer.TryComplete();
    }

    /// <summary>The calls that wait, in order. After <see cref="Close"/>, by the loop or when it never started.</summary>
    internal List<Turn> TakeWaitingCalls()
    {
        var calls = new List<Turn>();
        while (_mailbox.Reader.TryRead(out var turn))
        {
            if (turn.IsCall)
            {
                calls.Add(turn);
            }
        }

        return calls;
    }

    /// <summary>A successor whose calls went on to a life that runs: it never had one itself.</summary>
    internal void EndUnstarted() => _ended.SetResult();

    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (await TryActivateAsync().ConfigureAwait(false) is { } grain)
            {
                _host.Meter?.Active(Id, 1);
                await RunTurnsAsync(grain).ConfigureAwait(false);
                var successor = _host.Succeed(this);
                await DeactivateAsync(grain).ConfigureAwait(false);
                _host.Meter?.Active(Id, -1);
                _host.StartOrRemove(successor);
            }

            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }

    private async ValueTask RunTurnsAsync(Grain grain)
    {
        ArmIdleTimer(grain);
        while (await _mailbox.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_mailbox.Reader.TryRead(out var turn))
            {
                await RunTurnAsync(grain, turn).ConfigureAwait(false);
                if (_retirementRequested)
                {
                    return;
                }
            }
        }
    }

    private async ValueTask RunTurnAsync(Grain grain, Turn turn)
    {
        if (turn.IsCall)
        {
            Interlocked.Decrement(ref _waitingCalls);
        }

        var begin = Time.GetTimestamp();
        try
        {
            await turn.RunAsync(grain).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _host.LogTurnFailed(Id, e);
        }

        var end = Time.GetTimestamp();
        _host.Meter?.Turn(Id, Time.GetElapsedTime(begin, end));
        if (turn.IsCall)
        {
            _lastCall = end;
        }
    }
}
