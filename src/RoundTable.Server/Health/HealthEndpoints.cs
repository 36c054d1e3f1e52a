using Microsoft.AspNetCore.Http.HttpResults;

namespace RoundTable.Server.Health;

/// <summary>For whoever keeps the server running: is it alive, and may people be sent to it.</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<Readiness>().AddSingleton<Departure>().AddSingleton<IHostLifetime, Stopping>();

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ReadyAsync(Readiness readiness, CancellationToken ct) =>
        await readiness.IsReadyAsync(ct)
            ? TypedResults.Text("ready")
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
