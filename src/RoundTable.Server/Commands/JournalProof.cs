using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Server.Erasure;

namespace RoundTable.Server.Commands;

/// <summary>
/// Proves a journal without keys, also where there are none: a copy is proved on a machine that can read nothing of it. The hash of a
/// head, kept elsewhere, also shows a history that was rewritten as a whole.
/// </summary>
internal sealed class JournalProof(IJournal journal, TextWriter console)
{
    private readonly List<StreamId> _erasures = [];
    private int _streams;
    private int _broken;
    private long _records;
    private bool _hasPlans;

    /// <returns>Whether everything is there and as it was written.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await foreach (var stream in journal.StreamsAsync("", ct))
            await ProveAsync(stream, ct);

        // A slip in a path makes an empty copy, which is no proof of anything.
        if (_streams == 0)
        {
            await console.WriteLineAsync("There is nothing in this journal: it is not the one of a server that ran.");
            return false;
        }

        await console.WriteLineAsync(
            _broken == 0 ? $"{_streams} streams with {_records} records: every chain is unbroken." : $"{_broken} of {_streams} streams are not what was written.");
        return await IsCompleteAsync(ct) && _broken == 0;
    }

    private async Task ProveAsync(StreamId stream, CancellationToken ct)
    {
        var report = await journal.VerifyAsync(stream, ct);
        _streams++;
        _records += report.Head;
        if (!report.Intact)
        {
            _broken++;
            await console.WriteLineAsync($"BROKEN {stream} {report.Fault} at record {report.FaultAt}; in order up to {report.Head}");
            return;
        }

        await console.WriteLineAsync($"ok {stream} {report.Head} {Convert.ToHexStringLower(report.HeadHash.Span)}");
        _hasPlans |= report.Head > 0 && stream.Value.StartsWith("plan/", StringComparison.Ordinal);
        if (stream.Value.StartsWith(ErasureStream.Prefix, StringComparison.Ordinal))
            _erasures.Add(stream);
    }

    // No chain covers what people and clocks are found by, and a copy that was loaded past an error may lack a whole table of it.
    private async Task<bool> IsCompleteAsync(CancellationToken ct)
    {
        var contents = await journal.ContentsAsync(ct);
        await console.WriteLineAsync($"{contents.IndexRows.Values.Sum()} look-ups, {contents.DueWork.Values.Sum()} pieces of work.");
        var faults = new List<string>();
        if (contents.StrayRecords > 0)
            faults.Add($"{contents.StrayRecords} records belong to no stream.");
        if (_hasPlans && !contents.IndexRows.ContainsKey(PlanIndex.BySubject))
            faults.Add("there are plans, and no look-up that leads anybody to them.");

        // Once more, because a server may have ended one meanwhile.
        if (!await HasItsClocksAsync(ct) && !await HasItsClocksAsync(ct))
            faults.Add("there are plans whose clock of retention is not among the work that waits.");
        foreach (var fault in faults)
            await console.WriteLineAsync($"BROKEN {fault}");
        return faults.Count == 0;
    }

    private async Task<bool> HasItsClocksAsync(CancellationToken ct)
    {
        var run = 0L;
        foreach (var stream in _erasures)
            run += ErasureStream.ClockRuns(await journal.ReadAsync(stream, ct: ct).Select(record => record.Kind).ToListAsync(ct)) ? 1 : 0;
        var waits = (await journal.ContentsAsync(ct)).DueWork;
        return waits.GetValueOrDefault(ErasureStream.ClockKind) + waits.GetValueOrDefault(ErasureStream.EraseKind) >= run;
    }
}
