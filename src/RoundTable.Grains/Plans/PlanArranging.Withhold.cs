using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Plans;

public sealed partial class PlanArranging
{
    private const int MaxRounds = 100;

    /// <summary>
    /// Takes apart what is withheld from readers of sections, whole and at once, and opens the sections to them again. Whatever stops it,
    /// they stay closed until it is done; done again, it is done once.
    /// </summary>
    /// <param name="id">The plan.</param>
    public async Task WithholdAsync(PlanId id)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var plan = await _host.Plan(id).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false);
            if (plan.Withholdings.Find(w => !w.Done) is not { } withheld)
                return;
            if (withheld.Into is { } into)
            {
                foreach (var item in withheld.Items)
                    await TakeApartAsync(plan, new SectionKey(id, withheld.Section), new SectionKey(id, into), item).ConfigureAwait(false);
            }

            PlanSetup next = withheld.Into is null ? new LookThrough(withheld.Id) : new EndWithholding(withheld.Id);
            Check(await SetupAsync(Caller.Server(plan.Director), id, $"{next.GetType().Name}-{withheld.Id}", next).ConfigureAwait(false));
        }

        throw new InvalidOperationException("What is withheld has no end.");
    }

    // The protection counts already, and the sections are closed: when this cannot be done now, the due work does it.
    private async Task WithholdNowAsync(PlanId id)
    {
        try
        {
            await WithholdAsync(id).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JournalUnavailableException or GrainOverloadedException or SectionResyncException)
        {
        }
    }

    // Written there first, then taken away here, and only what was written there: what somebody types in between is taken along too.
    private async Task TakeApartAsync(FamilyPlan plan, SectionKey from, SectionKey into, ItemId id)
    {
        var server = Caller.Server(plan.Director);
        CardItem? written = null;
        for (var round = 0; await ItemAsync(from, id).ConfigureAwait(false) is { Text.Length: > 0 } item; round++)
        {
            // Somebody types on and on in it: it stays closed to those from whom it is kept, and the due work tries again.
            if (round == MaxRounds)
                throw new GrainOverloadedException(typeof(PlanGrain), plan.Id.Value);
            if (written is null && await ItemAsync(into, id).ConfigureAwait(false) is { } there && there.Text != item.Text)
            {
                // A crash came between, and somebody went on writing there: both stay.
                Check(await _sections.WriteAsync(into, server, Apart(plan, into, item) with { Id = ItemRelease.ReleasedId(from.Section, id) }).ConfigureAwait(false));
            }
            else if (written?.Text != item.Text)
            {
                Check(await _sections.WriteAsync(into, server, Apart(plan, into, item)).ConfigureAwait(false));
            }

            written = item;
            var refusal = await _sections.WithdrawAsync(from, server, id, erase: true, only: item.Text).ConfigureAwait(false);
            if (refusal is not { Code: SessionCodes.ItemChanged })
                Check(refusal);
        }
    }

    private static CardItem Apart(FamilyPlan plan, SectionKey into, CardItem item) =>
        item with { Author = null, Speaker = SectionRules.SpeakerIn(plan, into.Section, item.Speaker ?? item.Author) };

    private async Task<CardItem?> ItemAsync(SectionKey section, ItemId id) =>
        (await _sections.ItemsAsync(section).ConfigureAwait(false)).FirstOrDefault(i => i.Id == id);

    private static void Check(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"What is withheld cannot be taken apart: {refusal.Code}.");
    }
}
