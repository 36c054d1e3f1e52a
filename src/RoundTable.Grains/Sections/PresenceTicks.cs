using Microsoft.Extensions.Logging;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;

namespace RoundTable.Grains.Sections;

/// <summary>
/// When a server shows who is in its sections, if other servers may change its plans: once per tick, for all of them together. Then no
/// picture goes out by a plan that is older than what anybody was told was done (decision 0015):
/// <code>
/// tick ─► each section gathers ─► one question: heads of their plans ─► plans that are behind are read ─► sections show
///          who is there now        to the journal                        each by itself                     what they gathered
/// </code>
/// While a question is out, whoever has something to show waits for the next. When it is not answered nobody is shown any more, and
/// all gather anew: there is never more than one picture of a section that waits. Safe for concurrent callers.
/// </summary>
public sealed partial class PresenceTicks : IDisposable
{
    private static readonly TimeSpan PauseWhenAway = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger<PresenceTicks> _logger;
    private HashSet<PresencePlace> _waiting = [];
    private TimeSpan _tick;
    private bool _running;
    private bool _isAway;

    /// <summary>Creates the ticks of a server.</summary>
    public PresenceTicks(GrainHost host, IJournal journal, TimeProvider time, ILogger<PresenceTicks> logger)
    {
        _host = host;
        _journal = journal;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Cancel();

    /// <summary>A section has something to show, at the next tick. It asks again only when that was shown. Returns at once.</summary>
    /// <param name="place">Which.</param>
    /// <param name="tick">How long is gathered; with others that wait already, less.</param>
    internal void Ask(PresencePlace place, TimeSpan tick)
    {
        lock (_lock)
        {
            _tick = tick;
        }

        Add([place]);
    }

    private void Add(IReadOnlyList<PresencePlace> places)
    {
        lock (_lock)
        {
            _waiting.UnionWith(places);
            if (_running)
                return;
            _running = true;
        }

        // It goes on for others than the one who happens to begin.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _ = RunAsync(_tick);
        }
    }

    private async Task RunAsync(TimeSpan pause)
    {
        try
        {
            do
            {
                await Task.Delay(pause, _time, _closing.Token).ConfigureAwait(false);
                var begin = _time.GetTimestamp();
                var left = (await TickAsync().ConfigureAwait(false) ? _tick : PauseWhenAway) - _time.GetElapsedTime(begin);
                pause = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
            while (GoesOn());
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
    }

    private bool GoesOn()
    {
        lock (_lock)
            return _running = _waiting.Count > 0;
    }

    /// <returns>Whether the journal answered, if it was asked.</returns>
    private async Task<bool> TickAsync()
    {
        // First, so that what is shown was so when the plan was looked at: who was taken out later could see it then.
        var places = await GatherAsync(Take()).ConfigureAwait(false);
        if (places.Count == 0)
            return true;
        if (await HeadsAsync([.. places.Select(p => p.PlanStream).Distinct()]).ConfigureAwait(false) is not { } heads)
        {
            Hide(places);
            Add(places);
            return false;
        }

        foreach (var plan in places.GroupBy(p => p.Plan))
        {
            var of = plan.ToList();
            _ = ShowAsync(of, heads[of[0].PlanStream]);
        }

        return true;
    }

    private async Task<IReadOnlyList<PresencePlace>> GatherAsync(IReadOnlyCollection<PresencePlace> places)
    {
        var gathered = new List<PresencePlace>(places.Count);
        foreach (var (place, task) in places.Select(place => (place, place.GatherAsync())).ToList())
        {
            if (await TryAsync(place, task).ConfigureAwait(false))
                gathered.Add(place);
            else
                _ = LaterAsync([place]);
        }

        return gathered;
    }

    private async Task<IReadOnlyDictionary<StreamId, long>?> HeadsAsync(IReadOnlyCollection<StreamId> plans)
    {
        var begin = _time.GetTimestamp();
        var answered = false;
        try
        {
            var heads = await _journal.HeadsAsync(plans, _closing.Token).ConfigureAwait(false);
            answered = true;
            return heads;
        }
#pragma warning disable CA1031 // Whatever it was: it is not known what has changed, and it is asked again.
        catch (Exception e) when (!_closing.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (!_isAway)
                LogAway(e);
            return null;
        }
        finally
        {
            if (answered && _isAway)
                LogBack();
            _isAway = !answered;
            _host.Meter?.PlansAsked(_time.GetElapsedTime(begin), answered);
        }
    }

    // That nobody is seen tells nothing of anybody, and who leaves meanwhile must not stay in sight.
    private void Hide(IReadOnlyList<PresencePlace> places)
    {
        foreach (var place in places)
            _ = TryAsync(place, place.HideAsync());
    }

    // Not waited for: a plan that is busy keeps the pictures of others from nobody.
    private async Task ShowAsync(IReadOnlyList<PresencePlace> places, long head)
    {
        try
        {
            if (!places.All(p => p.Knows(head)))
                await _host.Plan(places[0].Plan).CallAsync(p => p.ReachAsync(head)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was: who may see it is not known, so nobody does, and it is asked again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is not ObjectDisposedException)
                LogNotShown(places[0].Plan.Value, e);
            Hide(places);
            await LaterAsync(places).ConfigureAwait(false);
            return;
        }

        foreach (var place in places)
            _ = ShowAsync(place, head);
    }

    private async Task ShowAsync(PresencePlace place, long head)
    {
        if (!await TryAsync(place, place.ShowAsync(head)).ConfigureAwait(false))
            await LaterAsync([place]).ConfigureAwait(false);
    }

    private async Task<bool> TryAsync(PresencePlace place, Task<bool> turn)
    {
        try
        {
            return await turn.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was: other sections are shown what is theirs, and this one is asked again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!place.IsLeft && e is not ObjectDisposedException)
                LogNotShown(place.Plan.Value, e);
            return false;
        }
    }

    /// <summary>Asks again for sections that could not show what they had, unless they are out of memory.</summary>
    private async Task LaterAsync(IReadOnlyList<PresencePlace> places)
    {
        if (places.All(p => p.IsLeft))
            return;
        try
        {
            await Task.Delay(PauseWhenAway, _time, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Add(places);
    }

    private HashSet<PresencePlace> Take()
    {
        lock (_lock)
        {
            var waiting = _waiting;
            _waiting = [];
            waiting.RemoveWhere(p => p.IsLeft);
            return waiting;
        }
    }

    // Events 2200 to 2299.
    [LoggerMessage(2200, LogLevel.Warning, "The journal does not say whether plans have changed; until it does, nobody is shown who is in a section.")]
    private partial void LogAway(Exception e);

    [LoggerMessage(2201, LogLevel.Information, "The journal says again whether plans have changed; who is in a section is shown.")]
    private partial void LogBack();

    [LoggerMessage(2202, LogLevel.Warning, "Who is in a section of plan {Plan} could not be shown; it is tried again.")]
    private partial void LogNotShown(string plan, Exception e);
}
