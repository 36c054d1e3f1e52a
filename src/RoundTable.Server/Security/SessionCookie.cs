using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>The cookie that carries a session's random token; only its fingerprint is stored.</summary>
internal static class SessionCookie
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Session";

    /// <summary>Name of the cookie without TLS.</summary>
    public const string Name = "roundtable-session";

    /// <summary>Its name on TLS: browsers take it from this host alone, so that no other site of the same domain can put a session of its own in place.</summary>
    public const string SecureName = $"__Host-{Name}";

    public static string? Read(HttpRequest request) => request.Cookies[NameOn(request)];

    public static void Set(HttpContext http, string token, TimeSpan lifetime) =>
        http.Response.Cookies.Append(NameOn(http.Request), token, Options(http, lifetime));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(NameOn(http.Request), Options(http, null));

    private static string NameOn(HttpRequest request) => IsSecure(request) ? SecureName : Name;

    private static bool IsSecure(HttpRequest request) => request.HttpContext.RequestServices.GetRequiredService<PublicAddress>().IsSecure(request);

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = IsSecure(http.Request),
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
