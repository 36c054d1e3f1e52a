using System.Security.Cryptography;

namespace RoundTable.Journal.Tests;

/// <summary>Keys for tests.</summary>
internal static class TestVault
{
    internal static LocalMasterKey Master(byte seed) => new(Enumerable.Repeat(seed, LocalMasterKey.Length).ToArray(), RandomNumberGenerator.Fill);

    internal static Vault Open(IKeyStore store, TimeProvider time, params byte[] masters) =>
        new(store, [.. masters.Select(Master)], RandomNumberGenerator.Fill, time);

    /// <summary>The first two parts of a stream's name; "none" has no owner of its own.</summary>
    internal static string? OwnerOf(StreamId stream)
    {
        var parts = stream.Value.Split('/');
        return parts[0] == "none" ? null : string.Join('/', parts.Take(2));
    }
}
