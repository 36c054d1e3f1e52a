using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Plans;

/// <summary>
/// How another grain of this process follows a plan. The newest plan can be read at any time, so a permission that was
/// taken away counts at once, even before the watcher's own turn comes; <c>changed</c> asks for that turn.
/// </summary>
internal sealed class PlanWatch : IDisposable
{
    private readonly Action _changed;
    private readonly Action<PlanWatch> _ended;
    private volatile FamilyPlan _plan;

    public PlanWatch(FamilyPlan plan, Action changed, Action<PlanWatch> ended)
    {
        _plan = plan;
        _changed = changed;
        _ended = ended;
    }

    /// <summary>The plan as it is on disk.</summary>
    public FamilyPlan Plan => _plan;

    public void Change(FamilyPlan plan)
    {
        _plan = plan;
        _changed();
    }

    /// <summary>Follows no longer. From any thread.</summary>
    public void Dispose() => _ended(this);
}
