using System.Text.Json;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Security;

/// <summary>Reads the log of access of a plan.</summary>
internal sealed partial class AccessLogReader(IJournal journal, IOptions<RoundTableOptions> options, ServerMeter meter, ILogger<AccessLogReader> logger)
{
    private readonly int _most = options.Value.Limits.LogEntries;

    /// <summary>
    /// The newest entries, each once: however often somebody does the same, it pushes nothing else out. For nobody's eyes: who may see
    /// which is decided by the plan as it is when they have been read.
    /// </summary>
    public async Task<IReadOnlyCollection<AccessEntry>> ReadAsync(PlanId plan, CancellationToken ct)
    {
        var stream = new StreamId($"access/{plan}");
        var head = await journal.HeadAsync(stream, ct);
        var (entries, refusals) = (new HashSet<AccessEntry>(), new HashSet<AccessEntry>());
        if (await FirstKeptAsync(stream, head, ct) is not { } first)
            return entries;

        var (last, more) = (head, false);
        for (; last >= first && entries.Count < _most; last -= _most)
            more |= await ReadPageAsync(stream, Math.Max(first, last - _most + 1), last, entries, refusals, ct);
        if (more || last >= first)
            meter.Reached(ReachedLimits.LogEntries);
        entries.UnionWith(refusals);
        return entries;
    }

    /// <param name="stream">The log.</param>
    /// <param name="from">From which line.</param>
    /// <param name="last">Up to which.</param>
    /// <param name="entries">Gets what was done.</param>
    /// <param name="refusals">Gets what was refused, apart and no more than the most: whoever is refused may name what is not there.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether there were more refusals than fit.</returns>
    private async Task<bool> ReadPageAsync(StreamId stream, long from, long last, HashSet<AccessEntry> entries, HashSet<AccessEntry> refusals, CancellationToken ct)
    {
        var more = false;

        // At the turn of a year two servers write lines of both years, one between the other: behind one that nobody can open may stand one that is kept.
        await foreach (var record in journal.ReadWhatOpensAsync(stream, from, e => LogMissing(logger, e, stream), ct))
        {
            if (record.Seq > last)
                break;
            if (Parse(record) is not { } entry)
                continue;
            if (entry.Action != AccessAction.Refused)
                entries.Add(entry);
            else if (refusals.Count < _most || refusals.Contains(entry))
                refusals.Add(entry);
            else
                more = true;
        }

        return more;
    }

    /// <summary>About the first line whose year's key still stands; lines go oldest first, so it can be halved.</summary>
    private async Task<long?> FirstKeptAsync(StreamId stream, long head, CancellationToken ct)
    {
        var (low, high) = (1L, head + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await IsKeptAsync(stream, middle, ct))
                high = middle;
            else
                low = middle + 1;
        }

        return low > head ? null : low;
    }

    private async Task<bool> IsKeptAsync(StreamId stream, long seq, CancellationToken ct)
    {
        try
        {
            await foreach (var _ in journal.ReadAsync(stream, seq, ct))
            {
                break;
            }

            return true;
        }
        catch (DataErasedException)
        {
            return false;
        }
        catch (MissingKeyException)
        {
            // Not erased, and so no older than the lines that are kept.
            return true;
        }
    }

    [LoggerMessage(5304, LogLevel.Error, "Lines of {Stream} cannot be opened and are not shown: their key is missing.")]
    private static partial void LogMissing(ILogger logger, Exception exception, StreamId stream);

    private static AccessEntry? Parse(JournalRecord record)
    {
        var (day, person) = (DutchTime.Day(record.Time), new PersonId(record.Actor.Person));
        switch (record.Kind, record.Version)
        {
            case (AccessLog.RecordKind, AccessLog.Version):
                var line = AccessLineJson.Read(record.Payload.Span);
                var (subject, id) = CommandSubject.Of(line);
                return new AccessEntry(day, person, line.Action, subject, id, line.Emergency);
            case ("read", 1):
                var read = JsonSerializer.Deserialize<ReadLine>(record.Payload.Span, DomainJson.Options)!;
                return Enum.TryParse<AccessSubject>(read.What, ignoreCase: true, out var what)
                    ? new AccessEntry(day, person, AccessAction.Opened, what, read.Id)
                    : null;
            case ("invitation-mailed", 1):
                return new AccessEntry(day, person, AccessAction.Changed, AccessSubject.Invitation, "");
            default:
                throw new InvalidDataException($"The log of access holds {record.Kind} of version {record.Version}.");
        }
    }

    private sealed record ReadLine(string What, string Id);
}
