using RoundTable.Grains.Hosting;
using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>
/// Asks for the turns in which a grain takes over what others wrote. Nobody says it twice, so what cannot be read now is tried
/// again until it can, or until the grain is gone. Asked from any thread.
/// </summary>
/// <param name="host">Where the grain lives.</param>
/// <param name="id">The grain.</param>
/// <param name="refresh">Calls the grain for one such turn; it reads nothing when nothing is behind.</param>
internal sealed class Refreshing(GrainHost host, GrainId id, Func<Task> refresh) : IDisposable
{
    private static readonly TimeSpan PauseBeforeReadingAgain = TimeSpan.FromSeconds(1);
    private int _failed;
    private volatile bool _ended;

    /// <summary>Asks for a turn; returns at once.</summary>
    public void Ask() => _ = RunAsync();

    /// <summary>The grain is gone: nothing is tried again.</summary>
    public void Dispose() => _ended = true;

    private async Task RunAsync()
    {
        // Whoever fails first tries again for all.
        if (await TryAsync().ConfigureAwait(false) || Interlocked.Increment(ref _failed) > 1)
            return;
        int failed;
        do
        {
            await Task.Delay(PauseBeforeReadingAgain, host.Time).ConfigureAwait(false);
            failed = Volatile.Read(ref _failed);
        }
        while (!await TryAsync().ConfigureAwait(false) || Interlocked.CompareExchange(ref _failed, 0, failed) != failed);
    }

    /// <returns>Whether there is nothing to try again.</returns>
    private async Task<bool> TryAsync()
    {
        if (_ended)
            return true;
        try
        {
            await refresh().ConfigureAwait(false);
        }
        catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException)
        {
            return false;
        }
        catch (Exception e) when (e is DataErasedException or ObjectDisposedException)
        {
            // There is nothing to read any more, or nobody to read it.
        }
#pragma warning disable CA1031 // Nobody waits for it; the next call reads first, and hears what is wrong.
        catch (Exception e)
#pragma warning restore CA1031
        {
            host.LogRefreshFailed(id, e);
        }

        return true;
    }
}
