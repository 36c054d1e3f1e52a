using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Operations;

namespace RoundTable.Server.Erasure;

/// <summary>
/// The clock of retention (handbook 7.1, G06): a plan goes so many years after its last change, a line of its log of access
/// so many years after it was written. The clock is due work; when it rings, the last change decides whether it rings again.
/// What a clock alone would destroy goes at a second look, a week after the first (0033).
/// </summary>
internal sealed class Retention(
    IJournal journal, Vault vault, IKeyStore keys, ErasureStream erasures, Eraser eraser, GrainHost grains, IOptions<RoundTableOptions> options, TimeProvider time)
{
    internal const int MaxAtOnce = 16;
    private const string Reason = "retention";

    // A new day is no change by anybody: counted, it would keep every plan for ever. Nor is the id of the operation that goes
    // before each change, and before a new day.
    private static readonly FrozenSet<string> NoChange = [EventJson.KindOf<DayBegan>(), OperationRecord.Kind];

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private readonly RetentionOptions _options = options.Value.Retention;

    /// <summary>Starts clocks that do not run, erases what is due, and what was decided and not carried out.</summary>
    /// <returns>How many plans were erased.</returns>
    /// <exception cref="AggregateException">Some of it failed and waits for the end of its lease; the rest was done.</exception>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var failures = new List<Exception>();
        await StartClocksAsync(failures, ct);
        var erased = await EachAsync(ErasureStream.EraseKind, CarryOutAsync, failures, ct);
        erased += await EachAsync(ErasureStream.ClockKind, RingAsync, failures, ct);
        await EraseLogsAsync(failures, ct);
        await eraser.ClearAsync();
        return failures.Count == 0 ? erased : throw new AggregateException(failures);
    }

    /// <summary>Destroys keys that went with erased plans and stand again, because a copy of the key store was put back (ops/keys.md).</summary>
    public async Task EraseAgainAsync(CancellationToken ct)
    {
        var standing = new HashSet<string>([.. await keys.OwnersAsync("plan/", ct), .. await keys.OwnersAsync("subject/", ct)], StringComparer.Ordinal);
        foreach (var plan in await erasures.ErasedAsync(ct))
        {
            if (await erasures.FindAsync(plan, ct) is { } erasure && erasure.Report.Keys.Any(key => standing.Contains(key.Owner)))
                await eraser.CarryOutAsync(plan);
        }
    }

    // One plan that cannot be erased now keeps no other waiting.
    private async Task<int> EachAsync(string kind, Func<LeasedWork, CancellationToken, Task<bool>> erase, List<Exception> failures, CancellationToken ct)
    {
        var erased = 0;
        foreach (var work in await journal.TakeDueAsync(kind, time.GetUtcNow(), Lease, MaxAtOnce, ct))
        {
            await GoOnAsync(async () => erased += await erase(work, ct) ? 1 : 0, failures, ct);
        }

        return erased;
    }

    private static async Task GoOnAsync(Func<Task> part, List<Exception> failures, CancellationToken ct)
    {
        try
        {
            await part();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            failures.Add(e);
        }
    }

    private async Task<bool> CarryOutAsync(LeasedWork work, CancellationToken ct)
    {
        await eraser.CarryOutAsync(new PlanId(work.Work.Key));
        await journal.CompleteAsync(work, ct);
        return true;
    }

    private async Task StartClocksAsync(List<Exception> failures, CancellationToken ct)
    {
        await foreach (var stream in journal.StreamsAsync("plan/", ct))
            await GoOnAsync(() => StartClockAsync(new PlanId(stream.Value["plan/".Length..]), ct), failures, ct);
    }

    private async Task StartClockAsync(PlanId plan, CancellationToken ct)
    {
        if (await vault.IsErasedAsync(StreamOwners.OfPlan(plan), ct))
            return;
        if (await erasures.FindAsync(plan, ct) is { Report.DoneAt: not null })
            await eraser.CarryOutAsync(plan);
        else
            await erasures.StartClockAsync(plan, time.GetUtcNow().AddYears(_options.Years), ct);
    }

    private async Task<bool> RingAsync(LeasedWork work, CancellationToken ct)
    {
        var plan = new PlanId(work.Work.Key);
        if (await vault.IsErasedAsync(StreamOwners.OfPlan(plan), ct))
        {
            await journal.CompleteAsync(work, ct);
            return false;
        }

        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync(), ct);
        var due = (await LastChangeAsync(state.Id, state.Meetings.Select(m => $"meeting/{m.Id}"), ct)).AddYears(_options.Years);
        if (due > time.GetUtcNow())
        {
            await journal.PostponeAsync(work, due, ct);
            return false;
        }

        if (!await erasures.WasOverAsync(plan, StreamOwners.OfPlan(plan), time.GetUtcNow(), ct))
        {
            await journal.PostponeAsync(work, time.GetUtcNow() + ErasureStream.BetweenLooks, ct);
            return false;
        }

        await eraser.EraseAsync(state, new Actor(Reason, "", ""), Reason, ct);
        return true;
    }

    private async Task<DateTimeOffset> LastChangeAsync(PlanId plan, IEnumerable<string> meetings, CancellationToken ct)
    {
        var names = new List<string>([$"plan/{plan}", .. meetings]);
        await foreach (var section in journal.StreamsAsync($"section/{plan}/", ct))
            names.Add(section.Value);
        var last = DateTimeOffset.MinValue;
        foreach (var stream in names.Select(name => new StreamId(name)))
        {
            await foreach (var record in journal.ReadAsync(stream, ct: ct))
                last = record.Time > last && !NoChange.Contains(record.Kind) ? record.Time : last;
        }

        return last;
    }

    // A key seals one year of a log, so a year goes when its last line is old enough.
    private async Task EraseLogsAsync(List<Exception> failures, CancellationToken ct)
    {
        var year = time.GetUtcNow().UtcDateTime.Year;
        foreach (var owner in await keys.OwnersAsync("log/", ct))
        {
            if (int.TryParse(owner[(owner.LastIndexOf('/') + 1)..], out var of) && of + _options.LogYears < year)
                await GoOnAsync(() => EraseLogAsync(owner, ct), failures, ct);
        }
    }

    private async Task EraseLogAsync(string owner, CancellationToken ct)
    {
        if (await erasures.WasOverAsync(new PlanId(owner.Split('/')[1]), owner, time.GetUtcNow(), ct))
            await vault.EraseAsync(owner, Reason, ct);
    }
}
