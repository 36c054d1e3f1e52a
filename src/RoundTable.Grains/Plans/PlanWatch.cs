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
    private volatile Known _known;

    public PlanWatch(FamilyPlan plan, long head, Action changed, Action<PlanWatch> ended)
    {
        _known = new Known(plan, head);
        _changed = changed;
        _ended = ended;
    }

    /// <summary>The plan as it is on disk.</summary>
    public FamilyPlan Plan => _known.Plan;

    /// <summary>The same, with the number of the last record that is in it.</summary>
    public Known Now => _known;

    public void Change(FamilyPlan plan, long head)
    {
        var before = _known;
        if (before.Head == head)
            return;
        _known = new Known(plan, head);
        if (!ReferenceEquals(before.Plan, plan))
            _changed();
    }

    /// <summary>Follows no longer. From any thread.</summary>
    public void Dispose() => _ended(this);

    internal sealed record Known(FamilyPlan Plan, long Head);
}
