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
        catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException or SectionResyncException)
        {
        }
    }

    // Also what somebody types in between is taken along, and what somebody typed there, when a crash came between, stays.
    private async Task TakeApartAsync(FamilyPlan plan, SectionKey from, SectionKey into, ItemId id)
    {
        var server = Caller.Server(plan.Director);
        var crossing = new ItemCrossing(_sections, from, id, server);
        if (await crossing.ReadAsync().ConfigureAwait(false) is not { } present || present is { Withdrawn: false, Text.Length: 0 })
            return;

        // What somebody else takes apart at the same time may not be on disk yet, and only then the section may be opened.
        // When somebody types on and on in it, it stays closed to those from whom it is kept, and the due work tries again.
        Check(await crossing.CarryAsync(
            id,
            erase: true,
            (item, over) => _sections.TakeInAsync(into, server, Apart(plan, into, item) with { Withdrawn = present.Withdrawn }, over)).ConfigureAwait(false));
    }

    private static CardItem Apart(FamilyPlan plan, SectionKey into, CardItem item) =>
        item with { Author = null, Speaker = SectionRules.SpeakerIn(plan, into.Section, item.Speaker ?? item.Author) };

    private static void Check(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"What is withheld cannot be taken apart: {refusal.Code}.");
    }
}
