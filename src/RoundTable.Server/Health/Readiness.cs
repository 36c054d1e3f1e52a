using RoundTable.Grains.Feed;
using RoundTable.Journal;

namespace RoundTable.Server.Health;

/// <summary>
/// Ready: what the start had to do is done, the journal can be written to and read, what other servers write is heard, and the server
/// has not been told to stop.
/// </summary>
internal sealed class Readiness(IJournal journal, StreamNews news, TimeProvider time)
{
    /// <summary>A database that does not answer is away, however long its connection takes to find out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly StreamId Stream = new("server/ready");
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private volatile bool _started;
    private volatile bool _stopping;
    private long? _written;

    // One at a time, however long it takes: what is given up goes on in the database.
    private Task? _writing;

    /// <summary>The start is done.</summary>
    public void Started() => _started = true;

    /// <summary>The server has been told to stop: nobody new is to be sent here.</summary>
    public void Stopping() => _stopping = true;

    /// <summary>Writes to the journal, at most once a second however often it is asked.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        if (!_started || _stopping || news.IsDeaf)
            return false;
        await _one.WaitAsync(ct);
        try
        {
            if (_written is { } written && time.GetElapsedTime(written) < Fresh)
                return true;
            if (_writing is null or { IsCompleted: true })
                _writing = WriteAsync();
            await _writing.WaitAsync(Patience, time, ct);
            _written = time.GetTimestamp();
            return true;
        }
        catch (Exception e) when (e is JournalUnavailableException or TimeoutException)
        {
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task WriteAsync()
    {
        if (await journal.HeadAsync(Stream) == 0)
        {
            await journal.AppendAsync(new Append(Stream, new Actor("", "", ""), [new NewRecord("ready", 1, default)]));
            await journal.SaveSnapshotAsync(new Snapshot(Stream, 1, 1, default));
        }
        else
        {
            await journal.TouchAsync(Stream);
        }

        // Writing goes on for a while with the keys in memory; nobody can open anything when the key store is away.
        await journal.LoadSnapshotAsync(Stream);
    }
}
