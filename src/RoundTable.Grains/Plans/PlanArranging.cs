using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Plans;

/// <summary>
/// Carries out what people ask of a plan. What changes who reads a section is decided by what stands there: it is looked at first,
/// and the change is only written while nothing was added since. When something was, it is looked at again.
/// </summary>
public sealed class PlanArranging
{
    // Among people who all type at once a look is overtaken now and then, not many times in a row.
    private const int MaxLooks = 50;
    private readonly GrainHost _host;
    private readonly SectionCalls _sections;

    /// <summary>Creates the arranging over a host.</summary>
    public PlanArranging(GrainHost host, SectionCalls sections)
    {
        _host = host;
        _sections = sections;
    }

    /// <summary>Carries out what the director arranges, or the server; done and on disk when it answers null.</summary>
    /// <param name="caller">Who; <see cref="Caller.Server"/> for the server itself.</param>
    /// <param name="plan">In which plan.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="setup">What.</param>
    /// <exception cref="GrainOverloadedException">So much is typed in the section that no look at it holds; later it may.</exception>
    public Task<Refusal?> SetupAsync(Caller caller, PlanId plan, string operation, PlanSetup setup) => DecideAsync(
        plan,
        state => CardLook.Needed(state, setup, caller.IsServer ? null : caller.Person),
        (grain, looked) => grain.SetupAsync(caller, operation, setup, looked));

    /// <summary>Carries out a command; done and on disk when it answers null.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">In which plan.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="command">What.</param>
    /// <exception cref="GrainOverloadedException">So much is typed in the section that no look at it holds; later it may.</exception>
    public Task<Refusal?> CommandAsync(Caller caller, PlanId plan, string operation, PlanCommand command) => DecideAsync(
        plan,
        state => CardLook.Needed(state, command, caller.Person),
        (grain, looked) => grain.CommandAsync(caller, operation, command, looked));

    private async Task<Refusal?> DecideAsync(
        PlanId plan, Func<FamilyPlan, IReadOnlyList<SectionId>> needed, Func<PlanGrain, Looked, ValueTask<Refusal?>> decide)
    {
        var grain = _host.Plan(plan);
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            var state = await grain.CallAsync(p => p.StateAsync()).ConfigureAwait(false);
            var looked = await LookAsync(plan, needed(state)).ConfigureAwait(false);
            try
            {
                var refusal = await grain.CallAsync(p => decide(p, looked)).ConfigureAwait(false);
                if (refusal is not { Code: RefusalCodes.PlanLookAgain })
                    return refusal;
            }
            catch (WrongExpectedHeadException) when (looked.Heads.Count > 0)
            {
                // Somebody wrote between the look and the change.
            }
        }

        throw new GrainOverloadedException(typeof(PlanGrain), grain.Key);
    }

    private async Task<Looked> LookAsync(PlanId plan, IReadOnlyList<SectionId> needed)
    {
        if (needed.Count == 0)
            return Looked.Nowhere;
        var seen = new Dictionary<SectionId, IReadOnlyList<StandingItem>>();
        var heads = new List<StreamAt>();
        foreach (var section in needed)
        {
            var at = await _sections.LookAsync(new SectionKey(plan, section)).ConfigureAwait(false);
            seen[section] = at.Items;
            heads.Add(new StreamAt(at.Stream, at.Head));
        }

        return new Looked(new CardLook(seen), heads);
    }
}
