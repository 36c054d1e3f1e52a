using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;

namespace RoundTable.Grains.Plans;

/// <summary>
/// One connection's view of a plan, given by the door. Called in the turns of the grain: returns at once, never throws
/// and never calls a grain back.
/// </summary>
public interface IPlanObserver
{
    /// <summary>The person's view is another one now.</summary>
    void PlanChanged(PlanView view);

    /// <summary>The person sees nothing of the plan any more; nothing comes any more.</summary>
    void PlanShut(PlanId plan, Refusal refusal);
}
