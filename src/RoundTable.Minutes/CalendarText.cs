using System.Text;

namespace RoundTable.Minutes;

/// <summary>How text stands in an iCalendar object (RFC 5545).</summary>
public static class CalendarText
{
    private const int LongestLine = 75;

    /// <summary>A text value (3.3.11): no character of it is structure.</summary>
    /// <param name="value">The text.</param>
    public static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>A content line with its end, in pieces of at most 75 bytes of UTF-8; a next piece begins with a space, and no character is cut in two (3.1).</summary>
    /// <param name="line">The line.</param>
    public static string Folded(string line)
    {
        var text = new StringBuilder();
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                length = 1;
            }

            text.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }

        return text.Append("\r\n").ToString();
    }
}
