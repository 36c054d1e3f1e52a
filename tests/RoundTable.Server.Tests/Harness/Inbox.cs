namespace RoundTable.Server.Tests.Harness;

/// <summary>Events in the order in which they came, until somebody takes them.</summary>
internal sealed class Inbox
{
    private readonly Lock _lock = new();
    private readonly List<object> _events = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(object happened)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _events.Add(happened);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    public async Task<T> NextAsync<T>(Func<T, bool> meant)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var at = _events.FindIndex(happened => happened is T typed && meant(typed));
                if (at >= 0)
                {
                    var found = (T)_events[at];
                    _events.RemoveAt(at);
                    return found;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {typeof(T).Name} within {Patience.Enough}; there were {string.Join(", ", Names())}.");
            }
        }
    }

    private List<string> Names()
    {
        lock (_lock)
            return [.. _events.Select(happened => happened.GetType().Name)];
    }
}
