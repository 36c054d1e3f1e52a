using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Rehearsal;

/// <summary>
/// Does once, in a server of its own that is thrown away, what the first people will ask: then they do not wait for the runtime to load
/// and compile it. The server listens meanwhile and is not ready yet. It gives way: whoever comes ends it, so that nobody waits for it,
/// and when people come in the first moments, as after a crash, it does not begin.
/// </summary>
internal sealed partial class DressRehearsal(RehearsalPlay play, IOptions<RoundTableOptions> options, TimeProvider time, ILogger<DressRehearsal> logger)
{
    /// <summary>Those who were here before a crash are back within this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>It takes half a second; what takes longer than this does not keep a server from being ready.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For what was begun to clear away; what hangs keeps nobody.</summary>
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _somebodyCame = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody comes.</summary>
    public void GiveWay() => _somebodyCame.TrySetResult();

    /// <summary>Completes when it was played, when somebody came, when it took too long, or when it failed: then the log says why.</summary>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task PlayAsync(CancellationToken stopping)
    {
        if (!options.Value.Rehearsal || await SomebodyComesAsync(stopping))
            return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        // On another thread from the first step on, so that one that stands still keeps nobody either; it is awaited below.
#pragma warning disable RS0030
        var playing = Task.Run(() => TryPlayAsync(end.Token), CancellationToken.None);
#pragma warning restore RS0030
        await Task.WhenAny(playing, _somebodyCame.Task, Task.Delay(Patience, time, stopping));
        await end.CancelAsync();
        await Task.WhenAny(playing, Task.Delay(Leave, time, CancellationToken.None));
        stopping.ThrowIfCancellationRequested();
    }

    private async Task<bool> SomebodyComesAsync(CancellationToken stopping) =>
        await Task.WhenAny(_somebodyCame.Task, Task.Delay(Pause, time, stopping)) == _somebodyCame.Task;

    private async Task TryPlayAsync(CancellationToken end)
    {
        var begin = time.GetTimestamp();
        try
        {
            await play(end);
            LogPlayed(logger, time.GetElapsedTime(begin), whole: true);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            LogPlayed(logger, time.GetElapsedTime(begin), whole: false);
        }
#pragma warning disable CA1031 // Whatever it is: people are served without it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(5209, LogLevel.Debug, "Rehearsed for {Duration}; to the end: {Whole}.")]
    private static partial void LogPlayed(ILogger logger, TimeSpan duration, bool whole);

    [LoggerMessage(5210, LogLevel.Warning, "The rehearsal failed: the first people wait a little longer.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
