using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>The way from an API request to a plan, as the visitor's own person.</summary>
internal sealed class PlanDoor(Callers callers, GrainHost grains, AccessLog log, IRandomBytes random)
{
    private static readonly Refusal NotAMember = new(RefusalCodes.PlanNotAMember);

    public async Task<(PlanView? View, Refusal? Refusal)> LookAsync(Visitor visitor, PlanId plan)
    {
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return (null, NotAMember);
        var answer = await grains.Plan(plan).CallAsync(p => p.LookAsync(caller));
        if (answer.Refusal is null)
            await log.ReadAsync(caller, plan, "plan", plan.Value);
        return (answer.Value, answer.Refusal);
    }

    /// <summary>The whole plan with the caller, for the director only; else why not.</summary>
    public async Task<(FamilyPlan? Plan, Caller? Caller, Refusal? Refusal)> AsDirectorAsync(Visitor visitor, PlanId plan)
    {
        if (await callers.InPlanAsync(visitor, plan) is not { } caller)
            return (null, null, NotAMember);
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync());
        return state.Director == caller.Person ? (state, caller, null) : (null, null, new Refusal(RefusalCodes.PlanNotDirector));
    }

    public async Task<Refusal?> SetupAsync(Visitor visitor, PlanId plan, PlanSetup setup) =>
        await callers.InPlanAsync(visitor, plan) is { } caller
            ? await grains.Plan(plan).CallAsync(p => p.SetupAsync(caller, random.Text(20), setup))
            : NotAMember;

    public async Task<Refusal?> CommandAsync(Visitor visitor, PlanId plan, PlanCommand command) =>
        await callers.InPlanAsync(visitor, plan) is { } caller
            ? await grains.Plan(plan).CallAsync(p => p.CommandAsync(caller, random.Text(20), command))
            : NotAMember;
}
