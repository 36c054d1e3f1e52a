using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>The cookie that carries a session's random token; only its fingerprint is stored.</summary>
internal static class SessionCookie
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Session";

    /// <summary>Name of the cookie.</summary>
    public const string Name = "roundtable-session";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Set(HttpContext http, string token, TimeSpan lifetime) =>
        http.Response.Cookies.Append(Name, token, Options(http, lifetime));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.RequestServices.GetRequiredService<PublicAddress>().IsSecure(http.Request),
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
