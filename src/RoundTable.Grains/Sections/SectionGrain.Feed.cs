using RoundTable.Grains.Feed;

namespace RoundTable.Grains.Sections;

public sealed partial class SectionGrain
{
    private readonly List<(long Head, TaskCompletionSource Reached)> _waiters = [];
    private StreamFollowing _following = null!;
    private IDisposable _elsewhere = null!;

    /// <summary>
    /// Completes when this replica holds the record, which is on disk already: whoever comes over from another server
    /// finds here what was acknowledged there.
    /// </summary>
    internal ValueTask<Task> ReachAsync(long head)
    {
        CatchUp();
        if (_session.Head >= head)
            return ValueTask.FromResult(Task.CompletedTask);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add((head, reached));
        _following.Hear(head);
        _disk.Start(_session.Head, _known.Head);
        return ValueTask.FromResult(reached.Task);
    }

    // The watch has it, then, before the answer is there.
    private Task ReadPlanAsync() => _host.Plan(_key.Plan).CallAsync(p => p.StateAsync(fresh: true));

    // From any thread. Only asks for a turn; what is lost when the mailbox is full is said again with the next move.
    private void PostPresence(string server, string words)
    {
        var entries = ServersPresence.Read(words);
        _ = _host.Section(_key).CallAsync(s => s.TakePresenceAsync(server, entries));
    }

    private void TellWaiters()
    {
        if (_waiters.Count == 0)
            return;
        foreach (var (_, reached) in _waiters.Where(w => w.Head <= _session.Head))
        {
            reached.SetResult();
        }

        _waiters.RemoveAll(w => w.Head <= _session.Head);
    }

    private void FailWaiters()
    {
        foreach (var (_, reached) in _waiters)
        {
            reached.TrySetException(new SectionResyncException());
        }

        _waiters.Clear();
    }
}
