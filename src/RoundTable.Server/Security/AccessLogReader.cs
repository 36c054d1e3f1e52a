using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Journal;

namespace RoundTable.Server.Security;

/// <summary>Reads the log of access of a plan.</summary>
internal sealed partial class AccessLogReader(IJournal journal, ILogger<AccessLogReader> logger)
{
    /// <summary>How far back a reader sees: the newest so many lines, before they are projected and merged.</summary>
    private const long Newest = 20_000;

    /// <summary>The lines, each once. For nobody's eyes: who may see which is decided by the plan as it is when they have been read.</summary>
    public async Task<IReadOnlyCollection<AccessEntry>> ReadAsync(PlanId plan, CancellationToken ct)
    {
        var stream = new StreamId($"access/{plan}");
        var head = await journal.HeadAsync(stream, ct);
        var entries = new HashSet<AccessEntry>();
        if (await FirstKeptAsync(stream, Math.Max(1, head - Newest + 1), head, ct) is not { } first)
            return entries;

        // At the turn of a year two servers write lines of both years, one between the other: behind one that nobody can open may stand one that is kept.
        await foreach (var record in journal.ReadWhatOpensAsync(stream, first, e => LogMissing(logger, e, stream), ct))
        {
            if (Parse(record) is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    /// <summary>About the first line from a number on whose year's key still stands; lines go oldest first, so it can be halved.</summary>
    private async Task<long?> FirstKeptAsync(StreamId stream, long from, long head, CancellationToken ct)
    {
        var (low, high) = (from, head + 1);
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
                return new AccessEntry(day, person, line.Action, line.What, line.Id, line.Emergency);
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
