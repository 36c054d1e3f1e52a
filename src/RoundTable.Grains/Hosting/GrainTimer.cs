namespace RoundTable.Grains.Hosting;

/// <summary>A timer whose ticks are turns; at most one tick waits.</summary>
internal sealed class GrainTimer : Turn, IDisposable
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, ValueTask> _tick;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private int _waiting;

    internal GrainTimer(Activation activation, Func<CancellationToken, ValueTask> tick, TimeSpan due, TimeSpan period)
    {
        _activation = activation;
        _tick = tick;
        _timer = activation.Time.CreateTimer(static timer => ((GrainTimer)timer!).Post(), this, due, period);
    }

    internal override bool IsCall => false;

    public void Dispose()
    {
        _timer.Dispose();
        _stopped.Cancel();
        _activation.Forget(this);
    }

    internal override async ValueTask RunAsync(Grain grain)
    {
        Volatile.Write(ref _waiting, 0);
        if (!_stopped.IsCancellationRequested)
        {
            await _tick(_stopped.Token).ConfigureAwait(false);
        }
    }

    internal override void Fail(Exception reason)
    {
        // Nobody waits for a tick.
    }

    private void Post()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _activation.PostInternal(this);
        }
    }
}
