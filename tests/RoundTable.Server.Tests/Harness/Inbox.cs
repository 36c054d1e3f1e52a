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

    /// <summary>The first of those that nobody took; it may have come before what the test did last.</summary>
    public Task<T> NextAsync<T>(Func<T, bool> meant) => TakeAsync(meant, dropsEarlier: false);

    /// <summary>The first of those that nobody took, and drops what came of its kind before it: the next one came after it.</summary>
    public Task<T> UpToAsync<T>(Func<T, bool> meant) => TakeAsync(meant, dropsEarlier: true);

    private async Task<T> TakeAsync<T>(Func<T, bool> meant, bool dropsEarlier)
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
                    for (var earlier = at - 1; dropsEarlier && earlier >= 0; earlier--)
                    {
                        if (_events[earlier] is T)
                            _events.RemoveAt(earlier);
                    }

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
