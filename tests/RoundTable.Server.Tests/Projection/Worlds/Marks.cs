using System.Text;
using System.Text.RegularExpressions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>
/// Words that occur nowhere else: 16 letters and digits, so that one can be an id, a name, a word that is kept from somebody,
/// or stand in a text. Bytes that hold the mark hold what it stands for.
/// </summary>
internal static partial class Marks
{
    public static string Of(int world, int number) => $"zq{world:D5}w{number:D6}qz";

    /// <summary>The marks in a text, each with the world to which it belongs.</summary>
    public static IEnumerable<(int World, int Number)> In(string text) =>
        Pattern().Matches(text).Select(match => (int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan))).Distinct();

    /// <summary>Without spaces and hyphens, in lower case: a word that somebody spells out stands there whole. Anything else parts one text from the next.</summary>
    public static string Folded(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (' ' or '-'))
                letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }

    [GeneratedRegex("zq([0-9]{5})w([0-9]{6})qz", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
