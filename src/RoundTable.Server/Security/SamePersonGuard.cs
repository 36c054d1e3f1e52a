using Microsoft.AspNetCore.Authorization;
using RoundTable.Server.Api;

namespace RoundTable.Server.Security;

/// <summary>
/// Refuses what a page asks that still is another person's than the cookie: on a shared telephone somebody else came in
/// since. Who am I, and signing out, are answered for whoever the cookie is of.
/// </summary>
internal sealed class SamePersonGuard(RequestDelegate next)
{
    /// <summary>Whose page asks: <see cref="Callers.TagForAsync"/>. Empty or absent when it does not know, and from other clients.</summary>
    public const string Header = "X-RoundTable-Visitor";

    /// <summary>The same in the query, at the hub and in a link: a browser sends no headers of a page with those.</summary>
    public const string Query = "visitor";

    public async Task InvokeAsync(HttpContext http, Callers callers)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<IAuthorizeData>() is not null && endpoint.GetMetadata<ForWhoeverAsks>() is null
            && PageOf(http.Request) is { Length: > 0 } page
            && Visitor.Find(http.User) is { } visitor && !await callers.IsOfAsync(page, visitor))
        {
            await Problems.RefuseAsync(http, StatusCodes.Status409Conflict, SignInCodes.AnotherPerson);
            return;
        }

        await next(http);
    }

    // The hub answers by itself.
    private static string PageOf(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: > 0 } page ? page
        : request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? request.Query[Query].ToString()
        : "";
}

/// <summary>Marks an endpoint that answers for the cookie's person, whosever page asks.</summary>
internal sealed class ForWhoeverAsks;
