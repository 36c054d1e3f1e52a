namespace RoundTable.Grains.Hosting;

internal sealed partial class Activation
{
    private readonly HashSet<GrainTimer> _timers = [];
    private ITimer? _idleTimer;
    private long _lastCall;
    private bool _retirementRequested;
    private CancellationTokenSource? _deadline;

    internal GrainTimer RegisterTimer(Func<CancellationToken, ValueTask> tick, TimeSpan due, TimeSpan period)
    {
        var timer = new GrainTimer(this, tick, due, period);
        _timers.Add(timer);
        return timer;
    }

    internal void Forget(GrainTimer timer) => _timers.Remove(timer);

    internal void RenewDeadline() => _deadline?.CancelAfter(_host.Options.ActivationTime);

    /// <summary>Ends this life after the present turn. Called in a turn.</summary>
    internal void RequestRetirement() => _retirementRequested = true;

    /// <summary>Retires when no call came for the idle time and the grain agrees; otherwise looks again later.</summary>
    internal void RetireIfIdle(Grain grain)
    {
        var idle = IdleTimeOf(grain);
        var left = idle - Time.GetElapsedTime(_lastCall);
        if (left > TimeSpan.Zero || Volatile.Read(ref _waitingCalls) > 0)
        {
            _idleTimer!.Change(left > TimeSpan.Zero ? left : idle, Timeout.InfiniteTimeSpan);
        }
        else if (grain.AskMayRetire())
        {
            _retirementRequested = true;
        }
        else
        {
            grain.TellIdle();
            _idleTimer!.Change(idle, Timeout.InfiniteTimeSpan);
        }
    }

    private async ValueTask<Grain?> TryActivateAsync()
    {
        using var deadline = new CancellationTokenSource(_host.Options.ActivationTime, Time);
        _deadline = deadline;
        try
        {
            var grain = _host.Create(Id);
            await grain.ActivateAsync(this, deadline.Token).ConfigureAwait(false);
            return grain;
        }
        catch (Exception e)
        {
            _host.LogActivationFailed(Id, e);
            StopTimers();

            // Nobody who called has cancelled anything: to them it is no cancellation.
            var reason = e is OperationCanceledException ? new GrainUnavailableException(Id.Type, Id.Key, e) : e;
            foreach (var call in _host.Remove(this))
            {
                Fail(call, reason);
            }

            return null;
        }
        finally
        {
            _deadline = null;
        }
    }

    // Whoever cannot be told must not leave the others waiting.
    private void Fail(Turn call, Exception reason)
    {
        try
        {
            call.Fail(reason);
        }
        catch (Exception e)
        {
            _host.LogTurnFailed(Id, e);
        }
    }

    private async ValueTask DeactivateAsync(Grain grain)
    {
        StopTimers();
        try
        {
            await grain.DeactivateAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _host.LogDeactivationFailed(Id, e);
        }
    }

    private TimeSpan IdleTimeOf(Grain grain) => grain.AskIdleTime() ?? _host.Options.IdleTime;

    private void ArmIdleTimer(Grain grain)
    {
        _lastCall = Time.GetTimestamp();
        var check = new IdleCheck(this);
        _idleTimer = Time.CreateTimer(
            static turn => ((IdleCheck)turn!).Post(), check, IdleTimeOf(grain), Timeout.InfiniteTimeSpan);
    }

    private void StopTimers()
    {
        _idleTimer?.Dispose();
        foreach (var timer in _timers.ToArray())
        {
            timer.Dispose();
        }
    }
}
