using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Looks back at a section: reads its records from the first on, beside the live section and not in its turns, so that
/// nobody who types waits for it. Each call asks the plan anew who may (<see cref="SectionRules.CheckHistory"/>), and again when
/// all is read: what was kept from somebody meanwhile is not shown.
/// </summary>
public sealed class SectionHistory : IDisposable
{
    private const int AtOnce = 2;
    private const int MaxNameLength = 80;
    private const int MaxTries = 3;
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly SectionMoments _moments;

    /// <summary>Reading a long history takes processor time: so few at once.</summary>
    private readonly SemaphoreSlim _readers = new(AtOnce);

    /// <summary>Creates the history over a host and its journal.</summary>
    public SectionHistory(GrainHost host, IJournal journal)
    {
        _host = host;
        _journal = journal;
        _moments = new SectionMoments(journal);
    }

    /// <inheritdoc/>
    public void Dispose() => _readers.Dispose();

    /// <summary>What was done in a section, in steps.</summary>
    /// <param name="section">Which.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="item">Only steps that changed this item, and only it; null for all.</param>
    /// <param name="before">Only steps that end before this record; null for the latest.</param>
    /// <param name="most">How many steps at most.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Answer<SectionHistoryPage>> ListAsync(
        SectionKey section, Caller caller, ItemId? item, long? before, int most, CancellationToken ct = default)
    {
        var (plan, refusal) = await AskAsync(section, caller).ConfigureAwait(false);
        if (refusal is not null)
            return new Answer<SectionHistoryPage>(null, refusal);
        await _readers.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            for (var tries = 1; tries <= MaxTries; tries++)
            {
                var page = await PageAsync(section, plan, caller.Person, step => Select(step, item, before), most, ct).ConfigureAwait(false);
                var readBy = plan;
                (plan, refusal) = await AskAsync(section, caller).ConfigureAwait(false);
                if (refusal is not null)
                    return new Answer<SectionHistoryPage>(null, refusal);
                if (ReferenceEquals(plan, readBy))
                    return new Answer<SectionHistoryPage>(page, null);
            }

            // The plan changes on and on: rather nothing than what somebody may no longer read.
            return new Answer<SectionHistoryPage>(null, new Refusal(RefusalCodes.PlanLookAgain));
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>How the section stood after a record.</summary>
    /// <param name="section">Which.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="seq">The record.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Answer<SectionThen>> ReadAsync(SectionKey section, Caller caller, long seq, CancellationToken ct = default)
    {
        var (past, refusal) = await PastAsync(section, caller, seq, ct).ConfigureAwait(false);
        return past is null ? new Answer<SectionThen>(null, refusal) : new Answer<SectionThen>(new SectionThen(seq, past.At!.Value, past.Items()), null);
    }

    /// <summary>
    /// Brings an item, or the whole section, back to how it stood after a record. That is a new change, made by the caller, who
    /// must be somebody that types there; what happened since stays in the history. Done and on disk when it answers null.
    /// Doing it again changes nothing more.
    /// </summary>
    /// <param name="section">Which.</param>
    /// <param name="caller">Who; becomes the author of what comes back.</param>
    /// <param name="seq">The record.</param>
    /// <param name="item">The item; null for all. Items that were not there yet are then taken off the table.</param>
    /// <param name="ct">Gives up, as long as nothing is written.</param>
    public async Task<Refusal?> RestoreAsync(SectionKey section, Caller caller, long seq, ItemId? item, CancellationToken ct = default)
    {
        var (past, refusal) = await PastAsync(section, caller, seq, ct).ConfigureAwait(false);
        if (past is null)
            return refusal;
        IReadOnlyList<CardItem> items = [.. past.Items().Where(i => item is null || i.Id == item)];
        if (item is not null && items.Count == 0)
            return new Refusal(SessionCodes.ItemUnknown);
        var leftAlone = past.KeptBack().ToHashSet();
        var moved = await MovedSinceAsync(section, past, ct).ConfigureAwait(false);
        leftAlone.UnionWith(moved);
        items = [.. items.Where(i => !moved.Contains(i.Id))];
        return await (await _host.Section(section)
            .CallAsync(s => s.RestoreAsync(caller, items, othersWithdrawn: item is null, [.. leftAlone]), ct).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Gives the section as it is on disk now a name. Done and on disk when it answers null.</summary>
    /// <param name="section">Which.</param>
    /// <param name="caller">Who.</param>
    /// <param name="name">1 to 80 characters.</param>
    public async Task<Refusal?> NameAsync(SectionKey section, Caller caller, string name)
    {
        if ((await AskAsync(section, caller).ConfigureAwait(false)).Refusal is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
            return new Refusal(RefusalCodes.PlanTextLength);
        return await _moments.NameAsync(section, caller, name.Trim()).ConfigureAwait(false);
    }

    // What was done, as somebody may read it by one plan.
    private async Task<SectionHistoryPage> PageAsync(
        SectionKey section, FamilyPlan plan, PersonId viewer, Func<PastStep, PastStep?> select, int most, CancellationToken ct)
    {
        var moments = await _moments.ReadAsync(section, plan, viewer, ct).ConfigureAwait(false);
        var timeline = new SectionTimeline(moments.Marks, moments.Ends, then => SectionRules.ShowsPast(plan, viewer, then), select, most);
        await foreach (var record in ReadAsync(section, 1, long.MaxValue, ct).ConfigureAwait(false))
        {
            moments.Pass(record);
            timeline.Add(record);
        }

        return new SectionHistoryPage([.. timeline.Finish().Reverse()], timeline.HasEarlier, moments.Found());
    }

    // How it stood then, as the caller may read it.
    private async Task<(SectionPast? Past, Refusal? Refusal)> PastAsync(SectionKey section, Caller caller, long seq, CancellationToken ct)
    {
        var (plan, refusal) = await AskAsync(section, caller).ConfigureAwait(false);
        if (refusal is not null)
            return (null, refusal);
        await _readers.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // What is kept back is looked at when it is asked for, by the plan as it is when all is read.
            var past = new SectionPast(then => SectionRules.ShowsPast(plan, caller.Person, then));
            await foreach (var record in ReadAsync(section, 1, seq, ct).ConfigureAwait(false))
            {
                past.Add(record);
            }

            (plan, refusal) = await AskAsync(section, caller).ConfigureAwait(false);
            if (refusal is not null)
                return (null, refusal);
            return past.Seq == seq && past.At is not null ? (past, null) : (null, new Refusal(SessionCodes.MomentUnknown));
        }
        finally
        {
            _readers.Release();
        }
    }

    // What is moved after this was read is withdrawn and empty when the section restores, which it knows itself.
    private async Task<HashSet<ItemId>> MovedSinceAsync(SectionKey section, SectionPast past, CancellationToken ct)
    {
        var moved = new HashSet<ItemId>();
        await _readers.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await foreach (var record in ReadAsync(section, past.Seq + 1, long.MaxValue, ct).ConfigureAwait(false))
            {
                moved.UnionWith(past.MovedBy(record));
            }

            return moved;
        }
        finally
        {
            _readers.Release();
        }
    }

    private static PastStep? Select(PastStep step, ItemId? item, long? before)
    {
        if (before is { } end && step.Seq >= end)
            return null;
        if (item is null)
            return step;
        var version = step.Items.FirstOrDefault(i => i.Item.Id == item);
        return version is null ? null : step with { Items = [version] };
    }

    private async Task<(FamilyPlan Plan, Refusal? Refusal)> AskAsync(SectionKey section, Caller caller)
    {
        var plan = await _host.Plan(section.Plan).CallAsync(p => p.StateAsync(fresh: true)).ConfigureAwait(false);
        return (plan, Membership.Check(plan, caller) ?? SectionRules.CheckHistory(plan, caller.Person, section.Section));
    }

    private async IAsyncEnumerable<PastRecord> ReadAsync(
        SectionKey section, long first, long last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in _journal.ReadAsync(section.Stream, first, ct).ConfigureAwait(false))
        {
            if (record.Seq > last)
                yield break;
            yield return new PastRecord(record.Time, new SectionRecord(record.Seq, record.Kind, record.Actor.Person, record.Payload));
        }
    }
}
