namespace RoundTable.Journal;

/// <summary>Counts the writes that were accepted and are not done, so that closing can wait for them.</summary>
internal sealed class InFlight
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _one = new();
    private int _count;
    private bool _closed;

    /// <summary>Runs a write.</summary>
    /// <exception cref="JournalUnavailableException">Closing has begun.</exception>
    internal async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> write)
    {
        lock (_one)
        {
            if (_closed)
                throw new JournalUnavailableException("The journal is closed.");
            _count++;
        }

        try
        {
            return await write().ConfigureAwait(false);
        }
        finally
        {
            lock (_one)
            {
                if (--_count == 0 && _closed)
                    _empty.TrySetResult();
            }
        }
    }

    /// <summary>Accepts nothing more, and ends when everything is done.</summary>
    internal Task CloseAsync()
    {
        lock (_one)
        {
            _closed = true;
            if (_count == 0)
                _empty.TrySetResult();
        }

        return _empty.Task;
    }
}
