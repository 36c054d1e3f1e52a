using System.Globalization;
using System.Text;

namespace RoundTable.Minutes;

/// <summary>Turns what people typed into Markdown that shows exactly that: no character of it is markup.</summary>
internal static class Escaped
{
    /// <summary>Text for a place where it must stay on one line, such as a table cell or heading.</summary>
    /// <param name="typed">What was typed.</param>
    public static string Line(string? typed) => Write(typed, " ");

    /// <summary>Text for a paragraph or list item; its own line breaks stay.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="indent">What a next line begins with, to stay in the list item.</param>
    public static string Lines(string? typed, string indent) => Write(typed, "\\\n" + indent);

    private static string Write(string? typed, string lineBreak)
    {
        var text = new StringBuilder();
        foreach (var line in (typed ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (text.Length > 0)
                text.Append(lineBreak);
            for (var i = 0; i < words.Length; i++)
            {
                if (i > 0)
                    text.Append(' ');
                AppendWord(text, words[i]);
            }
        }

        return text.ToString();
    }

    // CommonMark 2.4: a backslash before any ASCII punctuation makes it literal.
    private static void AppendWord(StringBuilder text, string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (IsInvisible(rune))
                continue;
            if (rune.IsAscii && !Rune.IsLetterOrDigit(rune))
                text.Append('\\');
            text.Append(rune.ToString());
        }
    }

    // Control characters, and those that turn the direction of reading: they could make a text look like another.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
