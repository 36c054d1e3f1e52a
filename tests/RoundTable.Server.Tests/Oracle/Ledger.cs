using System.Collections.Concurrent;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>What the writers were told: which tokens are on disk, and which were never let in. Safe for concurrent writers.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _acknowledged = [];
    private readonly HashSet<string> _hostile = [];
    private readonly ConcurrentQueue<string> _troubles = [];
    private readonly TaskCompletionSource _presenceAtHub = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _presenceAtDoor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _refusals;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<string> Acknowledged
    {
        get
        {
            lock (_lock)
                return [.. _acknowledged];
        }
    }

    /// <summary>Tokens of updates that no server may take.</summary>
    public IReadOnlyCollection<string> Hostile
    {
        get
        {
            lock (_lock)
                return [.. _hostile];
        }
    }

    /// <summary>How many of the hostile updates were answered.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>What happened to honest writers that is worse than that they had to connect again.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public void Trouble(string what) => _troubles.Enqueue(what);

    public void Acknowledge(IEnumerable<string> tokens)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _acknowledged.UnionWith(tokens);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    public void AddHostile(string token)
    {
        lock (_lock)
            _hostile.Add(token);
    }

    public void Refused() => Interlocked.Increment(ref _refusals);

    public void SawPresenceAtHub() => _presenceAtHub.TrySetResult();

    public void SawPresenceAtDoor() => _presenceAtDoor.TrySetResult();

    /// <summary>Waits until some writer saw at the hub, and some at a door, in which item another is: what an outsider could have got.</summary>
    public async Task PresenceSeenAsync()
    {
        try
        {
            await Task.WhenAll(_presenceAtHub.Task, _presenceAtDoor.Task).WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"Within {Deadline} no writer saw another's presence at {(_presenceAtHub.Task.IsCompleted ? "a door" : "the hub")}.");
        }
    }

    /// <summary>Waits until so many more tokens than now are acknowledged.</summary>
    public async Task MoreAsync(int count)
    {
        var target = Acknowledged.Count + count;
        using var late = new CancellationTokenSource(Deadline);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_acknowledged.Count >= target)
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {count} more acknowledgements within {Deadline}: {Acknowledged.Count} of {target}.");
            }
        }
    }
}
