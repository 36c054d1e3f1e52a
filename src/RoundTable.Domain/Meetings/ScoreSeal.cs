using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Meetings;

/// <summary>
/// Seals a score: who noted the seal of their own before the reveal can check after it that the number and its words did not
/// change. To others, who get seal and nonce with the number, it proves nothing against the server; whom it is shown to and
/// how it was given are not sealed. SHA-256 over the nonce's bytes followed by <see cref="Canonical"/> in UTF-8. A browser gets the same text with
/// <c>JSON.stringify({meeting, room, round, person, value, passReason, why, oneHigher})</c>.
/// </summary>
public static class ScoreSeal
{
    /// <summary>Length of a nonce in bytes.</summary>
    public const int NonceLength = 32;

    /// <summary>The sealed text: JSON without white space, the members in a fixed order, escaped as <c>JSON.stringify</c> does.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="room">The room.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="person">The scorer.</param>
    /// <param name="value">0 to 10, or null for a pass.</param>
    /// <param name="passReason">Why passed, or null.</param>
    /// <param name="why">The explanation.</param>
    /// <param name="oneHigher">What would make it one higher.</param>
    public static string Canonical(
        MeetingId meeting,
        RoomId room,
        int round,
        PersonId person,
        int? value,
        string? passReason,
        string why,
        string oneHigher)
    {
        var text = new StringBuilder(128);
        text.Append("{\"meeting\":");
        AppendString(text, meeting.Value);
        text.Append(",\"room\":");
        AppendString(text, room.Value);
        text.Append(CultureInfo.InvariantCulture, $",\"round\":{round},\"person\":");
        AppendString(text, person.Value);
        text.Append(",\"value\":").Append(value?.ToString(CultureInfo.InvariantCulture) ?? "null");
        text.Append(",\"passReason\":");
        AppendString(text, passReason);
        text.Append(",\"why\":");
        AppendString(text, why);
        text.Append(",\"oneHigher\":");
        AppendString(text, oneHigher);
        return text.Append('}').ToString();
    }

    /// <summary>The seal: 64 characters of lower-case hex.</summary>
    /// <param name="nonce">The nonce; borrowed until return.</param>
    /// <param name="canonical">Text of <see cref="Canonical"/>.</param>
    public static string Compute(ReadOnlySpan<byte> nonce, string canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(nonce);
        hash.AppendData(Encoding.UTF8.GetBytes(canonical));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a score is what was sealed.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="room">The room.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="score">The score with nonce and seal.</param>
    public static bool Verify(MeetingId meeting, RoomId room, int round, SealedScore score)
    {
        var canonical = Canonical(meeting, room, round, score.Person, score.Value, score.PassReason, score.Why, score.OneHigher);
        return Compute(Convert.FromHexString(score.Nonce), canonical) == score.Seal;
    }

    // The escapes of ECMA-262 QuoteJSONString: short ones, other controls and lone surrogates as \u with lower-case hex.
    private static void AppendString(StringBuilder text, string? value)
    {
        if (value is null)
        {
            text.Append("null");
            return;
        }

        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(c).Append(value[++i]);
            else
                AppendEscaped(text, c);
        }

        text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ' or (>= '\uD800' and <= '\uDFFF'):
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                break;
            default: text.Append(c); break;
        }
    }
}
