using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Sessions;

namespace RoundTable.Server.Security;

/// <summary>Says who a visitor is in a plan.</summary>
internal sealed class Callers(GrainHost grains, PlanIndex index)
{
    /// <summary>The visitor as a person of the plan; null for somebody who is not in it, and for a plan that is not there.</summary>
    public async ValueTask<Caller?> InPlanAsync(Visitor visitor, PlanId plan)
    {
        foreach (var (own, person) in await index.OfSubjectAsync(visitor.Subject))
        {
            if (own == plan)
                return await MakeAsync(visitor, plan, person);
        }

        return null;
    }

    /// <summary>The visitor in each of their plans.</summary>
    public async ValueTask<IReadOnlyList<(PlanId Plan, Caller Caller)>> EverywhereAsync(Visitor visitor)
    {
        var callers = new List<(PlanId, Caller)>();
        foreach (var (plan, person) in await index.OfSubjectAsync(visitor.Subject))
        {
            if (await MakeAsync(visitor, plan, person) is { } caller)
                callers.Add((plan, caller));
        }

        return callers;
    }

    private async ValueTask<Caller?> MakeAsync(Visitor visitor, PlanId plan, PersonId person)
    {
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync());

        // The index names them, so another server may have let them in a moment ago.
        if (state.Person(person) is null)
            state = await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));
        return state.Person(person) is { } found ? new Caller(person, found.Role, visitor.Subject, visitor.Session) : null;
    }
}
