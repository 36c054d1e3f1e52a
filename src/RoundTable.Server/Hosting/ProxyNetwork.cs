using System.Net;

namespace RoundTable.Server.Hosting;

/// <summary>A known proxy as it is configured: an address such as <c>10.0.0.7</c>, or a network such as <c>10.0.0.0/24</c>.</summary>
internal static class ProxyNetwork
{
    /// <exception cref="FormatException">It is neither; the settings are validated at the start.</exception>
    public static IPNetwork Parse(string proxy) => TryParse(proxy, out var network) ? network : throw new FormatException("A proxy is an address or a network.");

    public static bool TryParse(string proxy, out IPNetwork network)
    {
        if (!IPAddress.TryParse(proxy, out var address))
            return IPNetwork.TryParse(proxy, out network);
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
