using RoundTable.Server.Api;
using RoundTable.Server.Hubs;

namespace RoundTable.Server.Hosting;

/// <summary>
/// Serves nobody while the start waits for the store: when it comes back, keys of erased plans may stand again until the start has
/// destroyed them. The web client and the questions about health need no store.
/// </summary>
internal sealed class StoreGuard(RequestDelegate next, StoreStart store)
{
    private static readonly string[] Served = ["/api", "/hubs", "/collab", "/yjs"];

    /// <summary>Whether what is asked needs the store.</summary>
    public static bool NeedsStore(HttpRequest request) =>
        Served.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    public Task InvokeAsync(HttpContext http) =>
        store.Waits && NeedsStore(http.Request)
            ? Problems.RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, RequestCodes.Unavailable)
            : next(http);
}
