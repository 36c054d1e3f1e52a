namespace RoundTable.Server.Hosting;

/// <summary>Names and numbers out of random bytes, each of them equally likely.</summary>
internal static class RandomNames
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A text of the 32 characters a-z and 2-7: five bits of chance per character.</summary>
    public static string Text(this IRandomBytes random, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        random.Fill(bytes);
        return string.Create(length, bytes, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Letters[bytes[i] & 31];
        });
    }

    /// <summary>A code of decimal digits.</summary>
    public static string Digits(this IRandomBytes random, int length)
    {
        // 250 is the largest multiple of ten in a byte: what lies above would make some digits likelier.
        Span<char> digits = stackalloc char[length];
        Span<byte> one = stackalloc byte[1];
        for (var i = 0; i < length;)
        {
            random.Fill(one);
            if (one[0] < 250)
                digits[i++] = (char)('0' + (one[0] % 10));
        }

        return new(digits);
    }
}
