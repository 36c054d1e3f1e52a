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

    /// <summary>The same at the hub, in the query: a browser sends no headers of a page with a WebSocket.</summary>
    public const string Query = "visitor";

    public async Task InvokeAsync(HttpContext http, Callers callers)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<IAuthorizeData>() is not null && endpoint.GetMetadata<ForWhoeverAsks>() is null
            && http.Request.Headers[Header].ToString() is { Length: > 0 } page
            && Visitor.Find(http.User) is { } visitor && !await callers.IsOfAsync(page, visitor))
        {
            await Problems.Of(StatusCodes.Status409Conflict, SignInCodes.AnotherPerson).ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}

/// <summary>Marks an endpoint that answers for the cookie's person, whosever page asks.</summary>
internal sealed class ForWhoeverAsks;
