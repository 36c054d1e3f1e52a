using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>Response headers that keep a browser strict: only our own code, no frames, no referrer, nothing cached from the API.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var address = app.ApplicationServices.GetRequiredService<PublicAddress>();
        return app.Use((http, next) => SetHeaders(http, next, address));
    }

    private static Task SetHeaders(HttpContext http, RequestDelegate next, PublicAddress address)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(http.Request.Host);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
        if (address.IsSecure(http.Request))
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(http);
    }

    private static string PolicyFor(HostString host) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + $"connect-src 'self'{Sockets(host.ToUriComponent())}; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    // Older Safari does not count ws: of the same host as 'self', so the host is named, unless it would say more than a host.
    private static string Sockets(string host) =>
        host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']') ? $" ws://{host} wss://{host}" : "";
}
