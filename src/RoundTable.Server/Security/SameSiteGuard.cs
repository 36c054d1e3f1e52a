using RoundTable.Server.Api;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>
/// Refuses what another site's page could have sent in somebody's name: a changing API request without our header, and a
/// hub or API request whose origin is not this server.
/// </summary>
internal sealed class SameSiteGuard(RequestDelegate next, PublicAddress address)
{
    public const string Header = "X-RoundTable";

    public Task InvokeAsync(HttpContext http)
    {
        // Routing takes a path in capitals too.
        var path = http.Request.Path;
        var api = path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        if (!api && !path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
            return next(http);
        if (!IsOwnOrigin(http.Request))
            return RefuseAsync(http, "request.foreign-origin");
        if (api && Changes(http.Request.Method) && http.Request.Headers[Header] != "1" && !IsForOtherServers(path))
            return RefuseAsync(http, "request.missing-header");
        return next(http);
    }

    // The identity provider brings a signed token there, and no cookie counts.
    private static bool IsForOtherServers(PathString path) => path.Equals($"/api{SignInEndpoints.BackChannel}", StringComparison.OrdinalIgnoreCase);

    private static bool Changes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    private static Task RefuseAsync(HttpContext http, string code) => Problems.RefuseAsync(http, StatusCodes.Status403Forbidden, code);

    private bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (Same(from.Authority, request.Host.Value) || Same(from.GetLeftPart(UriPartial.Authority), address.Base));
    }

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
