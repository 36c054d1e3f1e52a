using System.Security.Cryptography;

namespace RoundTable.Server.Hosting;

/// <summary>Chance from the operating system.</summary>
internal sealed class SystemRandomBytes : IRandomBytes
{
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
