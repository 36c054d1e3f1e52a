using System.Security.Cryptography;
using System.Text;

namespace RoundTable.Domain.Ids;

/// <summary>Text of an id that follows from something else: the same each time, and it tells nothing of it.</summary>
public static class DerivedText
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 16;

    /// <summary>16 letters and digits, from the SHA-256 of a text.</summary>
    /// <param name="source">What it follows from.</param>
    public static string Of(string source) => string.Create(Length, SHA256.HashData(Encoding.UTF8.GetBytes(source)), static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = Letters[bytes[i] % Letters.Length];
    });
}
