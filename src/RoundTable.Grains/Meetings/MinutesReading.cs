using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Meetings;

/// <summary>
/// Reads the minutes that somebody got as they may be shown now: what became protected since then is left out, and of what was held
/// back also what its recipient reads no more.
/// </summary>
public sealed class MinutesReading
{
    private readonly GrainHost _host;
    private readonly CardReading _card;
    private readonly IJournal _journal;

    /// <summary>Creates the reading over a host and its journal.</summary>
    public MinutesReading(GrainHost host, CardReading card, IJournal journal)
    {
        _host = host;
        _card = card;
        _journal = journal;
    }

    /// <summary>The minutes, and the plan by which they may be shown: as it is when all of them has been read.</summary>
    /// <param name="plan">Of which plan.</param>
    /// <param name="minutes">Which.</param>
    /// <param name="recipient">Whose rendering.</param>
    public async Task<(MinutesContent? Content, FamilyPlan Plan)> ReadNowAsync(PlanId plan, PublishedMinutes minutes, PersonId recipient)
    {
        var stored = await StoredAsync(minutes, recipient, default).ConfigureAwait(false);
        var now = await PlanNowAsync(plan).ConfigureAwait(false);
        var read = stored?.ReadBy(now, recipient);
        if (read is null || ReferenceEquals(MinutesGuard.Apply(now, read, recipient, NobodysWords), read))
            return (read, now);
        var words = await WordsOfAsync(now, stored!.Meeting, recipient).ConfigureAwait(false);
        now = await PlanNowAsync(plan).ConfigureAwait(false);
        return (MinutesGuard.Apply(now, stored.ReadBy(now, recipient), recipient, words), now);
    }

    /// <summary>
    /// The minutes as they were sent, with what their recipient wrote; null when there are none. For who reads more before they
    /// are shown.
    /// </summary>
    internal async Task<SentMinutes?> SentAsync(
        FamilyPlan plan, PublishedMinutes minutes, PersonId recipient, IReadOnlyList<CardItemText> items, CancellationToken ct) =>
        await StoredAsync(minutes, recipient, ct).ConfigureAwait(false) is { } stored
            ? new SentMinutes(stored, recipient, await WordsOfAsync(plan, stored.Meeting, recipient, items).ConfigureAwait(false))
            : null;

    /// <summary>What others wrote in minutes that were delivered, for a decision about what is protected.</summary>
    internal async Task<StandingMinutes> LookAsync(FamilyPlan plan, DeliveryId id)
    {
        var minutes = plan.Minutes.Find(m => m.Deliveries.Any(d => d.Id == id))!;
        var recipient = minutes.Deliveries.First(d => d.Id == id).Recipient;
        var stored = await StoredAsync(minutes, recipient, default).ConfigureAwait(false);
        return new StandingMinutes(
            id, stored is null ? "" : MinutesGuard.WrittenByOthers(stored.Content, await WordsOfAsync(plan, stored.Meeting, recipient).ConfigureAwait(false)));
    }

    private static IReadOnlySet<string> NobodysWords { get; } = new HashSet<string>();

    private async Task<StoredMinutes?> StoredAsync(PublishedMinutes minutes, PersonId recipient, CancellationToken ct)
    {
        var (content, sections) = await MinutesStream.ReadHeldAsync(_journal, minutes.Id, recipient, ct).ConfigureAwait(false);
        if (content is not { } stored)
            return null;
        var meeting = await _host.Meeting(minutes.Meeting).CallAsync(m => m.StateAsync(fresh: true)).ConfigureAwait(false);
        return new StoredMinutes(minutes.Id, meeting, Read<MinutesContent>(stored), sections is { } from ? Read<MinutesSections>(from) : null);
    }

    private static T Read<T>(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<T>(json.Span, DomainJson.Options)!;

    private Task<FamilyPlan> PlanNowAsync(PlanId plan) => _host.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));

    private async Task<IReadOnlySet<string>> WordsOfAsync(FamilyPlan plan, Meeting meeting, PersonId person, IReadOnlyList<CardItemText>? items = null)
    {
        items ??= await _card.ItemsAsync(plan).ConfigureAwait(false);
        return MinutesComposer.WrittenBy(plan, meeting, items, person).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
