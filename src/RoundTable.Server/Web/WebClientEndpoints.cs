using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace RoundTable.Server.Web;

/// <summary>Serves the web client: its files, and its page for the addresses that it shows itself.</summary>
internal static class WebClientEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] ClientRoutes = ["/", "/in", "/sign-in", "/sessions", "/plan/{id}", "/plan/{id}/history/{section}", "/meeting/{id}", "/minutes/{id}", "/minutes/{id}/with/{person}"];

    public static IServiceCollection AddWebClient(this IServiceCollection services) => services.AddSingleton<WebFiles>().AddSingleton<OtherBuild>();

    public static IEndpointRouteBuilder MapWebClient(this IEndpointRouteBuilder routes)
    {
        foreach (var route in ClientRoutes)
            routes.MapMethods(route, Methods, (HttpContext http, WebFiles files) => SendAsync(http, files.Index)).ExcludeFromDescription();
        routes.MapMethods("/{**path:file}", Methods, SendFileAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<Results<EmptyHttpResult, NotFound>> SendFileAsync(HttpContext http, WebFiles files, OtherBuild other, string path)
    {
        var file = files.Find(path);
        if (file is not null || other.Again(path, http.Request.Query) is not { } again)
            return await SendAsync(http, file);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(again);
        return TypedResults.Empty;
    }

    private static async Task<Results<EmptyHttpResult, NotFound>> SendAsync(HttpContext http, WebFile? file)
    {
        if (file is null)
            return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.ETag = file.ETag;
        headers.CacheControl = file.CacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return TypedResults.Empty;
        }

        var body = file.Content;
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && file.Brotli is { } brotli)
        {
            headers.ContentEncoding = "br";
            body = brotli;
        }

        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        return TypedResults.Empty;
    }
}
