using System.Globalization;
using System.Text;

namespace RoundTable.Domain.Privacy;

/// <summary>
/// A text as the leak guard reads it: lower-case letters and digits without accents, one after the other, and for each what
/// stood before it.
/// <code>
/// text     D e   L ú - w t e
/// letters  d e l u w t e
/// gap      . . s . g . .        (. nothing, s space or any other sign, g glue as in numbers: - . /, and t one colon as in times)
/// </code>
/// </summary>
internal sealed class FoldedText
{
    // 09:17 is a time; a longer number in pieces is none.
    private const int TimeLength = 4;

    private readonly StringBuilder _letters = new();
    private readonly List<Gap> _gaps = [];
    private readonly List<int> _sources = [];

    public FoldedText(string text)
    {
        var gap = Gap.Space;
        var source = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (PlainLetters.Of(rune) is { Length: > 0 } folded)
            {
                foreach (var c in folded)
                {
                    _letters.Append(c);
                    _gaps.Add(gap);
                    _sources.Add(source);
                    gap = Gap.None;
                }
            }
            else if (!IsMark(rune))
            {
                gap = Widest(gap, rune);
            }

            source += rune.Utf16SequenceLength;
        }

        Letters = _letters.ToString();
    }

    // In order of width: a wider gap swallows a narrower one.
    private enum Gap
    {
        None,
        Time,
        Glue,
        Space,
    }

    /// <summary>The letters and digits alone.</summary>
    public string Letters { get; }

    /// <summary>Where the word begins in the text, in UTF-16 code units, or -1.</summary>
    /// <param name="word">The word.</param>
    public int IndexOf(ProtectedWord word)
    {
        if (word.Folded.Length == 0)
            return -1;
        var at = word.IsNumber ? IndexOfNumber(word) : IndexOfWord(word);
        return at < 0 ? -1 : _sources[at];
    }

    private int IndexOfWord(ProtectedWord word)
    {
        for (var at = Letters.IndexOf(word.Folded, StringComparison.Ordinal); at >= 0; at = Letters.IndexOf(word.Folded, at + 1, StringComparison.Ordinal))
        {
            if (word.InsideOthers || (Begins(at) && EndsBefore(at + word.Folded.Length)))
                return at;
        }

        return -1;
    }

    private int IndexOfNumber(ProtectedWord word)
    {
        string[] spellings = [.. word.Spellings()];
        for (var at = 0; at < Letters.Length; at++)
        {
            if (char.IsAsciiDigit(Letters[at]) && BeginsNumber(at) && Array.Exists(spellings, s => NumberAt(at, s)))
                return at;
        }

        return -1;
    }

    private bool Begins(int at) => _gaps[at] != Gap.None;

    private bool EndsBefore(int at) => at == Letters.Length || _gaps[at] != Gap.None;

    private bool BeginsNumber(int at) => Begins(at) || !char.IsAsciiDigit(Letters[at - 1]);

    // A number that is written in pieces must begin freely: in 2026-09-17 the 09 is glued to what stands before it.
    private bool NumberAt(int at, string digits)
    {
        if (string.CompareOrdinal(Letters, at, digits, 0, digits.Length) != 0)
            return false;
        var (pieces, minutes) = (0, at + digits.Length - 2);
        for (var i = at + 1; i < at + digits.Length; i++)
            pieces += _gaps[i] == Gap.None ? 0 : 1;
        if (pieces == 1 && digits.Length <= TimeLength && minutes > at && _gaps[minutes] == Gap.Time)
            return false;

        var glued = _gaps[at] == Gap.Glue && at > 0 && char.IsAsciiDigit(Letters[at - 1]);
        return !(pieces > 0 && glued) && (digits.Length > ProtectedWord.MinLength || EndsBefore(at + digits.Length));
    }

    private static Gap Widest(Gap gap, Rune rune)
    {
        var next = rune.Value is '-' or '.' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013' ? Gap.Glue
            : rune.Value == ':' && gap == Gap.None ? Gap.Time
            : Gap.Space;
        return gap == Gap.Time ? Gap.Space : next > gap ? next : gap;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
