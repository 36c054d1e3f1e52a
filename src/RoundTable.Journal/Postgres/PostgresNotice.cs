using System.Globalization;
using System.Text;

namespace RoundTable.Journal;

/// <summary>
/// The texts of notifications. A commit: a line <c>@server</c>, and a line for each stream that moved, <c>first head stream</c>.
/// A message: a line <c>@server</c>, and the rest is the message.
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

    /// <summary>The notices of one transaction.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<JournalRecord> records, string server)
    {
        var notices = new List<string>();
        var notice = new StringBuilder(Sender(server));
        var bytes = notice.Length;
        foreach (var stream in records.GroupBy(r => r.Stream))
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{stream.Min(r => r.Seq)} {stream.Max(r => r.Seq)} {stream.Key.Value}\n");
            var length = Encoding.UTF8.GetByteCount(line);
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

    /// <summary>Reads a notice; what was not written by <see cref="Of"/> is passed over.</summary>
    internal static IEnumerable<StreamMoved> Parse(string notice, string server)
    {
        var own = notice.StartsWith(Sender(server), StringComparison.Ordinal);
        foreach (var line in notice.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', 3);
            if (parts.Length == 3
                && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var first)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var head))
            {
                yield return new StreamMoved(new StreamId(parts[2]), first, head, own);
            }
        }
    }

    internal static string OfMessage(string message, string server) => Sender(server) + message;

    /// <summary>Reads a message; null for what is none, and for this server's own.</summary>
    internal static ServerMessage? ParseMessage(string notice, string server)
    {
        var end = notice.IndexOf('\n', StringComparison.Ordinal);
        return end > 1 && notice[0] == '@' && !notice.StartsWith(Sender(server), StringComparison.Ordinal)
            ? new ServerMessage(notice[1..end], notice[(end + 1)..])
            : null;
    }

    private static string Sender(string server) => $"@{server}\n";
}
