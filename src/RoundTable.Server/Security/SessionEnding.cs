namespace RoundTable.Server.Security;

/// <summary>Takes the cookie away with whatever answer an endpoint gives that ends the session, also while the store is away.</summary>
internal sealed class SessionEnding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Only when the answer starts: that to a fault begins with empty headers.
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndsSession>() is not null)
        {
            http.Response.OnStarting(() =>
            {
                SessionCookie.Remove(http);
                return Task.CompletedTask;
            });
        }

        return next(http);
    }
}
