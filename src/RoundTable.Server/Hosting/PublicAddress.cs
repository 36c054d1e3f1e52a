using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace RoundTable.Server.Hosting;

/// <summary>The address that people reach this server at: as configured, else where it listens.</summary>
internal sealed class PublicAddress(IServer server, IOptions<RoundTableOptions> options)
{
    /// <summary>Without a slash at the end.</summary>
    public string Base => (options.Value.PublicUrl?.ToString() ?? Listening()).TrimEnd('/');

    /// <summary>Whether people reach this server by TLS, ended here, at a known proxy, or as the configured address says.</summary>
    public bool IsSecure(HttpRequest request) => request.IsHttps || options.Value.PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The page of somebody's personal link; the token stands in the fragment, which reaches no server log.</summary>
    public string LinkFor(string token) => $"{Base}/in#{token}";

    private string Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? RoundTableOptions.DefaultUrl;
        var parsed = BindingAddress.Parse(address);
        var host = parsed.Host is "*" or "+" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            ? "localhost"
            : parsed.Host;
        return $"{parsed.Scheme}://{host}:{parsed.Port}";
    }
}
