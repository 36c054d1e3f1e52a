using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Plans;

/// <summary>
/// Carries out what people ask of a plan. What changes who reads a section is decided by what stands there: it is looked at first,
/// and the change is only written while nothing was added since. When something was, it is looked at again. So is a meeting into
/// which somebody is taken: nobody is after it was closed.
/// </summary>
public sealed partial class PlanArranging
{
    // Among people who all type at once a look is overtaken now and then, not many times in a row.
    private const int MaxLooks = 50;
    private const int LooksBeforeClosing = 10;
    private readonly GrainHost _host;
    private readonly SectionCalls _sections;
    private readonly MinutesReading _minutes;

    /// <summary>Creates the arranging over a host.</summary>
    public PlanArranging(GrainHost host, SectionCalls sections, MinutesReading minutes)
    {
        _host = host;
        _sections = sections;
        _minutes = minutes;
    }

    /// <summary>Carries out what the director arranges, or the server; done and on disk when it answers null.</summary>
    /// <param name="caller">Who; <see cref="Caller.Server"/> for the server itself.</param>
    /// <param name="plan">In which plan.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="setup">What.</param>
    /// <exception cref="GrainOverloadedException">So much is typed in the section that no look at it holds; later it may.</exception>
    public async Task<Refusal?> SetupAsync(Caller caller, PlanId plan, string operation, PlanSetup setup)
    {
        var refusal = await DecideAsync(
            plan,
            state => LookAsync(state, CardLook.Needed(state, setup, caller.IsServer ? null : caller.Person), CardLook.Deliveries(state, setup), CardLook.Meeting(state, setup)),
            (grain, looked) => grain.SetupAsync(caller, operation, setup, looked),
            canClose: setup is SetProtection).ConfigureAwait(false);
        if (refusal is null && setup is SetProtection)
            await WithholdNowAsync(plan).ConfigureAwait(false);
        return refusal;
    }

    /// <summary>Carries out a command; done and on disk when it answers null.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">In which plan.</param>
    /// <param name="operation">The caller's id for it, 1 to 64 characters: the same id again is carried out once.</param>
    /// <param name="command">What.</param>
    /// <exception cref="GrainOverloadedException">So much is typed in the section that no look at it holds; later it may.</exception>
    public Task<Refusal?> CommandAsync(Caller caller, PlanId plan, string operation, PlanCommand command) => DecideAsync(
        plan,
        state => LookAsync(state, CardLook.Needed(state, command, caller.Person), [], null),
        (grain, looked) => grain.CommandAsync(caller, operation, command, looked),
        canClose: false);

    private async Task<Refusal?> DecideAsync(
        PlanId plan, Func<FamilyPlan, Task<Looked>> look, Func<PlanGrain, Looked, ValueTask<Refusal?>> decide, bool canClose)
    {
        var grain = _host.Plan(plan);
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            var state = await grain.CallAsync(p => p.StateAsync()).ConfigureAwait(false);
            var looked = await look(state).ConfigureAwait(false);

            // Who types without end does not keep anybody from being protected: then sections are closed unlooked at, and looked through after.
            if (canClose && looks >= LooksBeforeClosing)
                looked = new Looked(CardLook.Unseen with { Minutes = looked.Look.Minutes }, []);
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

    private async Task<Looked> LookAsync(FamilyPlan plan, IReadOnlyList<SectionId> sections, IReadOnlyList<DeliveryId> deliveries, MeetingId? meeting)
    {
        if (sections.Count == 0 && deliveries.Count == 0 && meeting is null)
            return Looked.Nowhere;
        var seen = new Dictionary<SectionId, IReadOnlyList<StandingItem>>();
        var heads = new List<StreamAt>();
        foreach (var section in sections)
        {
            var at = await _sections.LookAsync(new SectionKey(plan.Id, section)).ConfigureAwait(false);
            seen[section] = at.Items;
            heads.Add(new StreamAt(at.Stream, at.Head));
        }

        var sent = new Dictionary<DeliveryId, StandingMinutes>();
        foreach (var delivery in deliveries)
            sent[delivery] = await _minutes.LookAsync(plan, delivery).ConfigureAwait(false);
        if (meeting is not { } asked)
            return new Looked(new CardLook(seen, sent), heads);
        var (happened, stands) = await _host.Meeting(asked).CallAsync(m => m.LookAsync()).ConfigureAwait(false);
        return new Looked(new CardLook(seen, sent) { Meetings = new Dictionary<MeetingId, MeetingLook> { [asked] = happened } }, [.. heads, stands]);
    }
}
