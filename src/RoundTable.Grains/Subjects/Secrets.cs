using System.Buffers.Text;
using System.Globalization;

namespace RoundTable.Grains.Subjects;

/// <summary>Random secrets and ids.</summary>
internal static class Secrets
{
    private const string DoorTokenPrefix = "rtd_";

    /// <summary>256 random bits as base64url.</summary>
    public static string Token(Chance chance)
    {
        Span<byte> bytes = stackalloc byte[32];
        chance(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>A token for the doors: recognisable, so that a door finds it among other words and a scanner where it should not be.</summary>
    public static string DoorToken(Chance chance) => DoorTokenPrefix + Token(chance);

    /// <summary>128 random bits in hex.</summary>
    public static string Id(Chance chance)
    {
        Span<byte> bytes = stackalloc byte[16];
        chance(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Six digits. The bias of the remainder is below one in ten trillion.</summary>
    public static string Code(Chance chance)
    {
        Span<byte> bytes = stackalloc byte[8];
        chance(bytes);
        return (BitConverter.ToUInt64(bytes) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
