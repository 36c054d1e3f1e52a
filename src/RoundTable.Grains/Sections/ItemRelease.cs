using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Hosting;
using RoundTable.Sessions;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Lets an item cross over, whole, into a section of released items, or move to another live one (design D3): written there
/// first, then withdrawn where it was, and on a move its words are taken away there. The id over there follows from the item, so that
/// doing it again, after a crash too, is doing it once; its place over there follows from the items there. What somebody typed on
/// either side meanwhile stays.
/// </summary>
public sealed class ItemRelease
{
    private readonly GrainHost _host;
    private readonly SectionCalls _sections;

    /// <summary>Creates the release over a host.</summary>
    public ItemRelease(GrainHost host, SectionCalls sections)
    {
        _host = host;
        _sections = sections;
    }

    /// <summary>Releases an item, or moves it when the target is live; done and on disk when it answers null.</summary>
    /// <exception cref="GrainOverloadedException">Somebody types on and on in it; later it may be done.</exception>
    public async Task<Refusal?> ReleaseAsync(Caller caller, PlanId planId, SectionId source, ItemId itemId, SectionId target)
    {
        var plan = await _host.Plan(planId).CallAsync(p => p.StateAsync()).ConfigureAwait(false);
        if ((Membership.Check(plan, caller) ?? SectionRules.CheckRead(plan, caller.Person, target)) is { } barred)
            return barred;
        var moves = plan.Section(target)!.Mode == SectionMode.Live && plan.Section(source)?.Mode == SectionMode.Live;
        var refusal = moves
            ? SectionRules.CheckMove(plan, caller.Person, source, target, caller.Person, "")
            : SectionRules.CheckRelease(plan, caller.Person, source, target, "");
        if (refusal is not null)
            return refusal;
        var from = new SectionKey(planId, source);
        var into = new SectionKey(planId, target);
        var released = ReleasedId(source, itemId);
        var crossing = new ItemCrossing(_sections, from, itemId, caller);
        var item = await crossing.ReadAsync().ConfigureAwait(false);
        if (item is null or { Withdrawn: true })
        {
            var there = await _sections.ItemsAsync(into).ConfigureAwait(false);
            if (item is null || there.All(i => i.Id != released))
                return new Refusal(SessionCodes.ItemUnknown);
            if (!moves || item.Text.Length == 0)
            {
                // Done before, or at this moment by another call: then it is done when that is on disk.
                var done = await _sections.WithdrawAsync(from, caller, itemId, only: item.Text).ConfigureAwait(false);
                if (done is not { Code: SessionCodes.ItemChanged })
                    return done;
            }
        }

        // The rules have their say in the turn that writes: against the audience of that moment and the words that are written.
        return await crossing.CarryAsync(released, erase: moves, (present, over) => moves
            ? _sections.MoveInAsync(into, source, caller, present with { Withdrawn = false }, over)
            : _sections.ReleaseAsync(into, source, caller, present with { Withdrawn = false })).ConfigureAwait(false);
    }

    // Tells nothing of where the item came from.
    internal static ItemId ReleasedId(SectionId source, ItemId item) => ItemId.From("i-" + DerivedText.Of($"{source.Value}/{item.Value}"));
}
