using RoundTable.Domain.Exports;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;

namespace RoundTable.Grains.Plans;

/// <summary>Collects everything about one person from the plan, its meetings, its sections and the minutes, and composes the export.</summary>
public sealed class PersonExporting
{
    private readonly GrainHost _host;
    private readonly CardReading _card;
    private readonly MinutesReading _minutes;
    private readonly TimeProvider _time;

    /// <summary>Creates the exporting.</summary>
    public PersonExporting(GrainHost host, CardReading card, MinutesReading minutes, TimeProvider time)
    {
        _host = host;
        _card = card;
        _minutes = minutes;
        _time = time;
    }

    /// <summary>
    /// The export; null when <paramref name="maker"/> may not make it. The plan is read again after everything else, so that what
    /// was closed to them meanwhile is left out.
    /// </summary>
    /// <param name="id">The plan.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="maker">Who makes it, and reads it.</param>
    /// <param name="looked">Reads the log of access.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<PersonExport?> ComposeAsync(
        PlanId id, PersonId person, PersonId maker, Func<Task<IReadOnlyCollection<AccessEntry>>> looked, CancellationToken ct = default)
    {
        var plan = await StateAsync(id).ConfigureAwait(false);
        if (!PersonExportComposer.MayMake(plan, maker, person))
            return null;
        var meetings = new List<Meeting>();
        foreach (var planned in plan.Meetings.Where(m => m.RoomsOf(person).Any()))
            meetings.Add(await _host.Meeting(planned.Id).CallAsync(m => m.StateAsync(), ct).ConfigureAwait(false));
        var items = await _card.ItemsAsync(plan).ConfigureAwait(false);
        var sent = new Dictionary<MinutesId, SentMinutes>();
        foreach (var published in plan.Minutes.Where(m => PersonExportComposer.HasReceived(m, person)))
        {
            if (await _minutes.SentAsync(plan, published, person, items, ct).ConfigureAwait(false) is { } found)
                sent.Add(published.Id, found);
        }

        var lines = await looked().ConfigureAwait(false);
        plan = await StateAsync(id).ConfigureAwait(false);
        var minutes = new Dictionary<MinutesId, MinutesContent>();
        foreach (var (read, made) in sent)
        {
            if (made.ShownBy(plan) is { } content)
                minutes.Add(read, content);
        }

        return PersonExportComposer.MayMake(plan, maker, person)
            ? PersonExportComposer.Compose(
                plan, meetings, items, minutes, AccessProjection.ForBoth(plan, person, maker, lines), person, maker, _time.GetUtcNow())
            : null;
    }

    private Task<FamilyPlan> StateAsync(PlanId id) => _host.Plan(id).CallAsync(p => p.StateAsync(fresh: true));
}
