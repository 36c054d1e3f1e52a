using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Health;

/// <summary>
/// Stops the server when the operating system asks. Asked by a supervisor (SIGTERM) it first is not ready for
/// <see cref="RoundTableOptions.StopDelay"/>, and serves on: whoever sends people to it finds out before they are turned away.
/// Then people are sent to another server, one after the other over <see cref="RoundTableOptions.StopSpread"/> when there can be one, and
/// what was accepted is written. Asked twice, or from the keyboard, it does not wait.
/// </summary>
internal sealed partial class Stopping(
    IHostApplicationLifetime lifetime, Readiness readiness, Departure departure, IOptions<RoundTableOptions> options, TimeProvider time, ILogger<Stopping> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<IDisposable> _registrations = [];
    private ITimer? _delay;
    private int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Ask(signal, options.Value.StopDelay)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Ask(signal, TimeSpan.Zero)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => Ask(signal, TimeSpan.Zero)));
        _registrations.Add(lifetime.ApplicationStopping.Register(readiness.Stopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _delay?.Dispose();
    }

    private void Ask(PosixSignalContext signal, TimeSpan delay)
    {
        // The process ends when the host has stopped, not before.
        signal.Cancel = true;
        readiness.Stopping();
        if (Interlocked.Increment(ref _asked) > 1 || delay == TimeSpan.Zero)
        {
            lifetime.StopApplication();
            return;
        }

        LogStopping(logger, delay);
        _delay = time.CreateTimer(_ => _ = LeaveAsync(), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends people to another server, and then stops the server, also when that fails: then it says so.</summary>
    internal async Task LeaveAsync()
    {
        try
        {
            // Over a file there is no other server to go to: everybody waits for this one.
            if (options.Value.Store.Postgres is not null)
                await departure.BeginAsync(options.Value.StopSpread, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // Asked twice.
        }
#pragma warning disable CA1031 // Nobody waits for this: what is not said here is not heard.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotLeft(logger, e);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(5206, LogLevel.Information, "Asked to stop: nobody new is to be sent here, and everybody goes to another server in {Delay}.")]
    private static partial void LogStopping(ILogger logger, TimeSpan delay);

    [LoggerMessage(5208, LogLevel.Error, "Sending people to another server failed: the server stops at once, and whoever is still here is cut off.")]
    private static partial void LogNotLeft(ILogger logger, Exception exception);
}
