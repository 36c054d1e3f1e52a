using System.Globalization;
using System.Text;

namespace RoundTable.Yjs.Lib0;

/// <summary>JavaScript's <c>toLowerCase</c> (ECMA-262 22.1.3.28): with the two rules of Unicode that .NET leaves out.</summary>
internal static class JsCase
{
    private const char Sigma = 'Σ';
    private const char FinalSigma = 'ς';
    private const char DottedI = 'İ';

    // Word_Break MidLetter, MidNumLet and Single_Quote: they stand inside words.
    private const string InsideWords = "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

    public static string ToLower(string text)
    {
        var lower = text.ToLower(CultureInfo.InvariantCulture);
        if (text.AsSpan().IndexOfAny(Sigma, DottedI) < 0)
        {
            return lower;
        }
        var result = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case DottedI:
                    result.Append("i\u0307");
                    break;
                case Sigma when EndsWord(text, i):
                    result.Append(FinalSigma);
                    break;
                default:
                    result.Append(lower[i]);
                    break;
            }
        }
        return result.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a letter before it in the word, none after.</summary>
    private static bool EndsWord(ReadOnlySpan<char> text, int index)
    {
        var before = text[..index];
        var letterBefore = false;
        while (!before.IsEmpty && !letterBefore)
        {
            Rune.DecodeLastFromUtf16(before, out var last, out var length);
            letterBefore = IsCased(last);
            if (!letterBefore && !IsIgnorable(last))
            {
                return false;
            }
            before = before[..^length];
        }
        var after = text[(index + 1)..];
        while (!after.IsEmpty)
        {
            Rune.DecodeFromUtf16(after, out var first, out var length);
            if (!IsIgnorable(first))
            {
                return letterBefore && !IsCased(first);
            }
            after = after[length..];
        }
        return letterBefore;
    }

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnorable(Rune rune) => (rune.IsBmp && InsideWords.Contains((char)rune.Value, StringComparison.Ordinal)) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
