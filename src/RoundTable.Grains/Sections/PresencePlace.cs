using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Sections;

/// <summary>One life of a section among those that <see cref="PresenceTicks"/> asks for. Safe for concurrent callers.</summary>
internal sealed class PresencePlace(GrainRef<SectionGrain> section, PlanId plan, PlanWatch watch) : IDisposable
{
    private readonly CancellationTokenSource _left = new();

    public PlanId Plan => plan;

    public StreamId PlanStream { get; } = PlanGrain.StreamOf(plan);

    /// <summary>Whether the section is out of memory: then nothing is shown to anybody.</summary>
    public bool IsLeft => _left.IsCancellationRequested;

    /// <summary>Whether this server has the plan with this record in it.</summary>
    public bool Knows(long head) => watch.Now.Head >= head;

    /// <summary>Lets the section gather who is there; false when it did not.</summary>
    public Task<bool> GatherAsync() => CallAsync(s => s.GatherPresence(this));

    /// <summary>Lets the section show what it gathered, by a plan with this record in it; false when it did not.</summary>
    public Task<bool> ShowAsync(long head) => CallAsync(s => s.ShowPresence(this, head));

    /// <summary>Lets the section show nobody until it shows who is there anew; false when it did not.</summary>
    public Task<bool> HideAsync() => CallAsync(s => s.HidePresence(this));

    /// <summary>The section leaves memory. Nobody waits for it any longer.</summary>
    public void Dispose() => _left.Cancel();

    private async Task<bool> CallAsync(Func<SectionGrain, bool> turn)
    {
        var done = false;
        var ended = section.EndAsync(s =>
        {
            done = turn(s);
            return ValueTask.CompletedTask;
        });
        await ended.WaitAsync(_left.Token).ConfigureAwait(false);
        return done;
    }
}
