using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Limits;
using RoundTable.Sessions;

namespace RoundTable.Server.Security;

/// <summary>
/// Refuses what is not there and what is not theirs, at every door alike and at the same price, so that the price tells nobody which it
/// was: each try is in the plan's log of access.
/// </summary>
internal sealed class Outsiders(Callers callers, AccessLog log, TrafficLimits traffic)
{
    /// <summary>Why the visitor gets no further. Who tries more often than people do waits, and beyond that is refused without a line.</summary>
    /// <param name="visitor">Who tried.</param>
    /// <param name="plan">Whose it is; null when there is no such thing, and then nothing is recorded.</param>
    /// <param name="what">What kind of thing.</param>
    /// <param name="id">Which.</param>
    /// <param name="otherwise">The code for who was never in the plan, the same as when there is no such thing.</param>
    public async Task<Refusal> RefuseAsync(Visitor visitor, PlanId? plan, AccessSubject what, string id, string otherwise)
    {
        // Also when there is no such thing: who is slowed down must not learn from it what there is.
        if (await traffic.MoveAsync(visitor.Subject, CancellationToken.None) is { } tooFast)
            return tooFast;
        var refusal = await callers.WhyNotAsync(visitor, plan, otherwise);
        if (plan is { } known)
            await log.RefusedAsync(visitor, known, what, id, refusal.Code);
        else
            await log.NowhereAsync();
        return refusal;
    }

    /// <summary>The same for somebody in the plan, of whom it is known why.</summary>
    /// <param name="visitor">Who tried.</param>
    /// <param name="caller">Who that is in the plan.</param>
    /// <param name="plan">Whose it is.</param>
    /// <param name="what">What kind of thing.</param>
    /// <param name="id">Which.</param>
    /// <param name="refusal">Why they get no further.</param>
    public async Task<Refusal> RefuseAsync(Visitor visitor, Caller caller, PlanId plan, AccessSubject what, string id, Refusal refusal)
    {
        if (await traffic.MoveAsync(visitor.Subject, CancellationToken.None) is { } tooFast)
            return tooFast;
        await log.RefusedAsync(caller, plan, what, id, refusal.Code);
        return refusal;
    }
}
