using Microsoft.AspNetCore.Http.Features;
using RoundTable.Server.Api;
using RoundTable.Server.Hubs;

namespace RoundTable.Server.Security;

/// <summary>
/// Refuses a body that is too large for the API with 413 (<c>request.too-large</c>), also where nobody would read it. Left to
/// itself the server would answer, cut the connection under the unread rest, and the next request on it would get no answer.
/// </summary>
internal sealed class OversizedBodies(RequestDelegate next)
{
    /// <summary>Bytes of a body that the API takes.</summary>
    public const int Most = 64 * 1024;

    // Up to here the rest is read and thrown away, so that the refusal arrives; beyond it the connection is cut.
    private const int MostDrained = 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.ContentLength is not > Most || !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        if (http.Request.ContentLength <= MostDrained && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostDrained;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        else
        {
            http.Response.Headers.Connection = "close";
        }

        await Problems.RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, RequestCodes.TooLarge);
    }
}
