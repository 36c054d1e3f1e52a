using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RoundTable.Domain.Privacy;

/// <summary>
/// Letters and digits as somebody types them who does not care about accents. A table of our own: a server in invariant
/// globalization mode decomposes no letter, and a guard that silently knows less there is none.
/// </summary>
internal static class PlainLetters
{
    private static readonly FrozenDictionary<int, string> Latin = Table(
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧᵃḁạảấầẩẫậắằẳẵặ"),
        ("ae", "æǽ"),
        ("b", "ᵇḃḅḇ"),
        ("c", "çćĉċčᶜḉ"),
        ("d", "ðďđᵈḋḍḏḑḓ"),
        ("dz", "ǆǳ"),
        ("e", "èéêëēĕėęěȅȇȩᵉḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ᶠḟ"),
        ("ff", "ﬀ"),
        ("fi", "ﬁ"),
        ("fl", "ﬂ"),
        ("g", "ĝğġģǧǵᵍḡ"),
        ("h", "ĥħȟʰḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįİıǐȉȋᵢḭḯỉị"),
        ("ij", "ĳ"),
        ("j", "ĵǰʲ"),
        ("k", "ķĸǩᵏḱḳḵ"),
        ("l", "ĺļľŀłˡḷḹḻḽ"),
        ("lj", "ǉ"),
        ("m", "ᵐḿṁṃ"),
        ("n", "ñńņňŉŋǹṅṇṉṋ"),
        ("nj", "ǌ"),
        ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱᵒṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("oe", "œ"),
        ("p", "ᵖṕṗ"),
        ("r", "ŕŗřȑȓʳᵣṙṛṝṟ"),
        ("s", "śŝşšſșˢṡṣṥṧṩẛ"),
        ("ss", "ßẞ"),
        ("t", "ţťŧțᵗṫṭṯṱẗ"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗᵘᵤṳṵṷṹṻụủứừửữự"),
        ("v", "ᵛᵥṽṿ"),
        ("w", "ŵʷẁẃẅẇẉẘ"),
        ("x", "ˣẋẍ"),
        ("y", "ýÿŷȳʸẏẙỳỵỷỹ"),
        ("z", "źżžᶻẑẓẕ"));

    private static readonly string[] Ascii =
        [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c).ToString() : "")];

    // The full-width forms stand in the order of ASCII.
    private const int FullWidth = 0xFEE0;

    /// <summary>What is left of a character: lower-case letters or digits, or nothing for anything else.</summary>
    /// <param name="rune">The character.</param>
    public static string Of(Rune rune)
    {
        if (rune.IsAscii)
            return Ascii[rune.Value];
        if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            rune = new Rune(rune.Value - FullWidth);
        if (CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0) is var digit and >= 0)
            return ((char)('0' + digit)).ToString();
        if (!Rune.IsLetter(rune))
            return "";
        var lower = Rune.ToLowerInvariant(rune);
        return Latin.TryGetValue(lower.Value, out var plain) ? plain : lower.ToString();
    }

    private static FrozenDictionary<int, string> Table(params (string Plain, string Letters)[] rows) => rows
        .SelectMany(row => row.Letters.EnumerateRunes().Select(rune => KeyValuePair.Create(rune.Value, row.Plain)))
        .ToFrozenDictionary();
}
