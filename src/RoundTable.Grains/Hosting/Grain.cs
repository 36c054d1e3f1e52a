namespace RoundTable.Grains.Hosting;

/// <summary>
/// A live object with a string key: activated by the first call, one turn at a time, retired when idle. It survives by
/// what it persisted. Public methods are async, and take and return values that nobody changes afterwards.
/// </summary>
/// <remarks>A grain that calls itself through the host, directly or through another grain, waits for itself for ever.</remarks>
public abstract class Grain
{
    private Activation? _activation;

    /// <summary>The key. Not yet known in the constructor.</summary>
    protected string Key => Active.Id.Key;

    /// <summary>The clock of the host.</summary>
    protected TimeProvider Time => Active.Time;

    /// <summary>Asked when no call has come for the idle time; a grain that people still watch says no. Default yes.</summary>
    protected virtual bool MayRetire => true;

    /// <summary>How long it stays without calls; null means what the host says.</summary>
    protected virtual TimeSpan? IdleTime => null;

    /// <summary>
    /// No call has come for the idle time and the grain stays: it may give back what it can make again. Comes anew after each
    /// idle time without a call.
    /// </summary>
    protected virtual void OnIdle()
    {
    }

    /// <summary>
    /// Loads what the grain needs, before its first turn. When it throws, the waiting calls fail with that
    /// exception, and the next call activates anew.
    /// </summary>
    /// <param name="ct">Cancelled when activation takes longer than the host allows, from the last <see cref="GoesOn"/>.</param>
    protected virtual ValueTask OnActivateAsync(CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Activation got somewhere: the time that it may take begins anew. However much there is to read, it comes to its end.</summary>
    protected void GoesOn() => Active.RenewDeadline();

    /// <summary>Runs after the last turn. Not called when the process dies: nothing acknowledged may depend on it.</summary>
    protected virtual ValueTask OnDeactivateAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Starts a timer whose ticks are turns of this grain. Ticks that come while one is waiting are dropped; an
    /// exception is logged and the timer goes on; ticks do not keep the grain from retiring.
    /// </summary>
    /// <param name="tick">What to do; its token is cancelled when the timer is disposed or the grain retires.</param>
    /// <param name="due">Time until the first tick.</param>
    /// <param name="period">Time between ticks, or <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</param>
    /// <returns>Stops the timer when disposed; also stopped when the grain retires.</returns>
    protected IDisposable RegisterTimer(Func<CancellationToken, ValueTask> tick, TimeSpan due, TimeSpan period) =>
        Active.RegisterTimer(tick, due, period);

    /// <summary>Retires the grain after this turn, used or not; waiting calls go to a fresh activation.</summary>
    protected void DeactivateOnIdle() => Active.RequestRetirement();

    internal void EndLife() => Active.RequestRetirement();

    internal bool AskMayRetire() => MayRetire;

    internal TimeSpan? AskIdleTime() => IdleTime;

    internal void TellIdle() => OnIdle();

    internal ValueTask ActivateAsync(Activation activation, CancellationToken ct)
    {
        _activation = activation;
        return OnActivateAsync(ct);
    }

    internal ValueTask DeactivateAsync() => OnDeactivateAsync();

    private Activation Active =>
        _activation ?? throw new InvalidOperationException("A grain has no key, clock or timers before it is activated.");
}
