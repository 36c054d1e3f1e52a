using System.Security.Cryptography;
using System.Text;

namespace RoundTable.Sessions.Subjects;

/// <summary>One-way fingerprints of secrets: tokens and codes are stored only as these.</summary>
public static class Fingerprint
{
    private const int Iterations = 50_000;

    /// <summary>SHA-256 of a random token, lower-case hex. Tokens have 256 random bits, so they need no salt.</summary>
    public static string OfToken(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>PBKDF2-SHA-256 of a short code with a salt, lower-case hex. Deliberately slow: some 15 ms.</summary>
    /// <param name="code">The code as typed; spaces and hyphens do not count.</param>
    /// <param name="salt">Random salt in hex, one per way in.</param>
    public static string OfCode(string code, string salt) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(Plain(code), Convert.FromHexString(salt), Iterations, HashAlgorithmName.SHA256, 32));

    /// <summary>Names a network without its address: SHA-256 with the subject as salt, 16 characters of lower-case hex.</summary>
    public static string OfNetwork(string address, string subject) => OfToken($"{subject}/{address}")[..16];

    /// <summary>Compares two fingerprints in a time that does not tell where they differ.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    private static string Plain(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
