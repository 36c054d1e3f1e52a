namespace RoundTable.Server.Hosting;

/// <summary>Names out of random bytes, each of them equally likely.</summary>
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
}
