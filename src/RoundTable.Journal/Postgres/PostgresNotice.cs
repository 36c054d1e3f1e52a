using System.Globalization;
using System.Text;

namespace RoundTable.Journal;

/// <summary>
/// The texts of notifications. A commit: a line <c>@server</c>, and a line for each stream that moved, <c>first head stream</c>, after
/// which may come <c>~head stream</c>, to what other stream it was bound, and <c>+record</c> for each of its new records
/// (<see cref="NoticedRecord"/>). A message: a line <c>@server</c>, and the rest is the message.
/// </summary>
internal static class PostgresNotice
{
    /// <summary>Where commits are told.</summary>
    internal const string Channel = "roundtable_journal";

    /// <summary>Where servers tell each other what nobody keeps.</summary>
    internal const string MessageChannel = "roundtable_servers";

    /// <summary>Bytes of a message: PostgreSQL takes less than 8,000 with the line that says who.</summary>
    internal const int MaxMessageBytes = 7800;

    /// <summary>PostgreSQL takes less than 8,000 bytes; a longer notice is cut into several.</summary>
    private const int MaxBytes = 7900;

    private static readonly Dictionary<StreamId, StreamAt> Nothing = [];

    /// <summary>The notices of one transaction, that say only what moved.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<JournalRecord> records, string server) => Of(records, server, Nothing);

    /// <summary>The notices of one transaction, with the records of streams that are bound to another, as many as fit in one notice.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<JournalRecord> records, string server, IReadOnlyDictionary<StreamId, StreamAt> bound)
    {
        var notices = new List<string>();
        var notice = new StringBuilder(Sender(server));
        var bytes = notice.Length;
        var room = MaxBytes - bytes;
        foreach (var stream in records.GroupBy(r => r.Stream))
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{stream.Min(r => r.Seq)} {stream.Max(r => r.Seq)} {stream.Key.Value}\n");
            var length = Encoding.UTF8.GetByteCount(line);
            if (bound.TryGetValue(stream.Key, out var to) && TryTell(stream, to, room - length) is { } told)
            {
                line += told;
                length = Encoding.UTF8.GetByteCount(line);
                room -= length;
            }

            if (bytes + length > MaxBytes)
            {
                notices.Add(notice.ToString());
                notice.Clear().Append(Sender(server));
                bytes = notice.Length;
            }

            notice.Append(line);
            bytes += length;
        }

        notices.Add(notice.ToString());
        return notices;
    }

    /// <summary>Reads a notice; what was not written by <see cref="Of(IReadOnlyList{JournalRecord}, string)"/> is passed over.</summary>
    internal static IReadOnlyList<StreamMoved> Parse(string notice, string server)
    {
        var own = IsOwn(notice, server);
        var all = new List<StreamMoved>();
        var records = new List<JournalRecord>();
        StreamAt? bound = null;
        foreach (var line in notice.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // What this server wrote, it has.
            if (line[0] is '+' or '~')
            {
                if (own || all.Count == 0)
                    continue;
                if (line[0] == '~')
                    bound = BoundOf(line);
                else if (NoticedRecord.Read(line.AsSpan(1), all[^1].Stream, all[^1].FirstSeq + records.Count, records.LastOrDefault()) is { } record)
                    records.Add(record);
                continue;
            }

            var parts = line.Split(' ', 3);
            if (parts.Length == 3
                && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var first)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var head))
            {
                Told();
                all.Add(new StreamMoved(new StreamId(parts[2]), first, head, own));
            }
        }

        Told();
        return all;

        void Told()
        {
            if (bound is not null && all.Count > 0 && records.Count == all[^1].Head - all[^1].FirstSeq + 1)
                all[^1] = all[^1] with { Told = new ToldRecords([.. records], bound) };
            records.Clear();
            bound = null;
        }
    }

    /// <summary>Whether a notice was sent by this server.</summary>
    internal static bool IsOwn(string notice, string server) => notice.StartsWith(Sender(server), StringComparison.Ordinal);

    internal static string OfMessage(string message, string server) => Sender(server) + message;

    /// <summary>Reads a message; null for what is none, and for this server's own.</summary>
    internal static ServerMessage? ParseMessage(string notice, string server)
    {
        var end = notice.IndexOf('\n', StringComparison.Ordinal);
        return end > 1 && notice[0] == '@' && !IsOwn(notice, server)
            ? new ServerMessage(notice[1..end], notice[(end + 1)..])
            : null;
    }

    private static string? TryTell(IEnumerable<JournalRecord> records, StreamAt bound, int room)
    {
        var told = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"~{bound.Head} {bound.Stream.Value}\n"));
        var length = Encoding.UTF8.GetByteCount(told.ToString());
        var first = true;
        foreach (var record in records)
        {
            if (length + NoticedRecord.LeastLength(record) > room)
                return null;
            var line = NoticedRecord.Write(record, first);
            told.Append('+').Append(line).Append('\n');
            length += line.Length + 2;
            first = false;
        }

        return length <= room ? told.ToString() : null;
    }

    private static StreamAt? BoundOf(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 1 && long.TryParse(line.AsSpan(1, space - 1), CultureInfo.InvariantCulture, out var head)
            ? new StreamAt(new StreamId(line[(space + 1)..]), head)
            : null;
    }

    private static string Sender(string server) => $"@{server}\n";
}
