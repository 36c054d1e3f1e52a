using System.Text.RegularExpressions;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>
/// Keeps an attempt in the browser that makes it, for ten minutes. Nothing is kept on the server, so that the answer may come
/// to another one. Lax, not strict: the way back starts at the provider. For the same reason it holds the token of the session
/// that ends when another person comes back: the session's own cookie does not come along.
/// </summary>
internal static partial class AttemptCookie
{
    private const string Name = "roundtable-sign-in";
    private const string Path = "/api/sign-in";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static void Set(HttpContext http, Attempt attempt) =>
        http.Response.Cookies.Append(Name, $"{attempt.State}.{attempt.Nonce}.{attempt.Verifier}.{attempt.To.Replace('/', '~')}.{attempt.Before}", Options(http, Lifetime));

    /// <summary>The attempt of this browser, which works once; null without one.</summary>
    public static Attempt? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: < 400 } kept)
            return null;
        http.Response.Cookies.Delete(Name, Options(http, null));
        var match = Kept().Match(kept);
        if (!match.Success)
            return null;
        var to = Destination.Checked(match.Groups[4].Value.Replace('~', '/'));
        return new Attempt(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, to, match.Groups[5].Value is { Length: > 0 } before ? before : null);
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.RequestServices.GetRequiredService<PublicAddress>().IsSecure(http.Request),
        Path = Path,
        MaxAge = lifetime,
        IsEssential = true,
    };

    [GeneratedRegex("^([a-z2-7]{52})[.]([a-z2-7]{52})[.]([a-z2-7]{52})[.](~[a-z0-9~-]*)(?:[.]([A-Za-z0-9_-]{0,128}))?$")]
    private static partial Regex Kept();
}
