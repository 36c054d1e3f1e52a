using RoundTable.Grains.Feed;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

public sealed partial class SectionGrain
{
    private readonly List<(long Head, TaskCompletionSource Reached)> _waiters = [];
    private StreamFollowing _following = null!;
    private ServerWords _elsewhere = null!;
    private PresencePlace? _place;

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

    /// <summary>Keeps who is there now, to be shown when it is sure to whom; false in another life of the section, which has asked for nothing.</summary>
    internal bool GatherPresence(PresencePlace place)
    {
        if (!ReferenceEquals(place, _place))
            return false;
        Take(new SectionInput.GatherPresence());
        return true;
    }

    /// <summary>Shows what was gathered, to those who may see it by a plan that has this record; false when the plan is not there.</summary>
    internal bool ShowPresence(PresencePlace place, long head)
    {
        if (!ReferenceEquals(place, _place))
            return false;
        CatchUp();
        if (_known.Head < head)
            return false;
        Handle(new SectionInput.Tick());
        return true;
    }

    /// <summary>Shows nobody, because it is not known to whom who is there may be shown; false in another life of the section.</summary>
    internal bool HidePresence(PresencePlace place)
    {
        if (!ReferenceEquals(place, _place))
            return false;
        Take(new SectionInput.HidePresence());
        return true;
    }

    // The watch has it, then, before the answer is there.
    private Task ReadPlanAsync() => _host.Plan(_key.Plan).CallAsync(p => p.StateAsync(fresh: true));

    // From any thread. That nobody is there any more is for everybody, also while the plan cannot be read.
    private async Task TakeWordsAsync(ServerWords.Word word, IReadOnlyDictionary<string, string> words)
    {
        var (entries, plan) = ServersPresence.Read(words);
        if (entries.Count > 0)
            await HearPlanAsync(plan).ConfigureAwait(false);
        await _host.Section(_key).CallAsync(s => s.TakePresenceAsync(word, entries)).ConfigureAwait(false);
    }

    // They were let in by a plan that may have taken somebody out whom this server still shows them to: the plan goes first.
    private async Task HearPlanAsync(long head)
    {
        // What was committed before they were told has been heard before it, so that is in the plan too when it took what it heard.
        if (head > _watch.Now.Head)
            await ReadPlanAsync().ConfigureAwait(false);
        else
            await _host.Plan(_key.Plan).CallAsync(p => p.StateAsync()).ConfigureAwait(false);
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
