using System.Globalization;
using System.Text;

namespace RoundTable.Journal;

/// <summary>
/// The text of a notification: a line for each stream that moved, <c>first head stream</c>.
/// </summary>
internal static class PostgresNotice
{
    internal const string Channel = "roundtable_journal";

    /// <summary>PostgreSQL takes less than 8,000 bytes; a longer notice is cut into several.</summary>
    private const int MaxBytes = 7900;

    /// <summary>The notices of one transaction.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<JournalRecord> records)
    {
        var notices = new List<string>();
        var notice = new StringBuilder();
        var bytes = 0;
        foreach (var stream in records.GroupBy(r => r.Stream))
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{stream.Min(r => r.Seq)} {stream.Max(r => r.Seq)} {stream.Key.Value}\n");
            var length = Encoding.UTF8.GetByteCount(line);
            if (bytes + length > MaxBytes)
            {
                notices.Add(notice.ToString());
                notice.Clear();
                bytes = 0;
            }

            notice.Append(line);
            bytes += length;
        }

        notices.Add(notice.ToString());
        return notices;
    }

    /// <summary>Reads a notice; what was not written by <see cref="Of"/> is passed over.</summary>
    internal static IEnumerable<StreamMoved> Parse(string notice)
    {
        foreach (var line in notice.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', 3);
            if (parts.Length == 3
                && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var first)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var head))
            {
                yield return new StreamMoved(new StreamId(parts[2]), first, head);
            }
        }
    }
}
