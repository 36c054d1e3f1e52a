using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Wire;

namespace RoundTable.Server.Api;

/// <summary>The HTTP API under <c>/api</c>, with its description.</summary>
internal static class ApiExtensions
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblems();
        services.AddValidation();
        services.AddOpenApi();
        services.AddSingleton<PlanDoor>();
        services.AddSingleton<LegalBases>();
        services.AddSingleton<MinutesShelf>();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<IdRoute>(IdRoute.Name));
        return services;
    }

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        var api = routes.MapGroup("/api").AddEndpointFilter(CountTooMuchAsync);
        api.MapWayIn().MapSignIn().MapSessions().MapMe().MapPlans().MapCircle().MapSharing().MapMinutes().MapDoorTokens().MapEmergency().MapExport().MapCalendar();
        api.MapGroup("").RequireRateLimiting(LimitsExtensions.HeavyReads).MapHistory();
        api.Map("/{**rest}", () => Problems.Of(StatusCodes.Status404NotFound, "request.not-found")).WithOrder(int.MaxValue).ExcludeFromDescription();
        return routes;
    }

    /// <summary>What is too much is visible to whoever runs the server, whichever rule says so. What the rate limits of HTTP refuse comes to no endpoint.</summary>
    private static async ValueTask<object?> CountTooMuchAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if ((result is INestedHttpResult nested ? nested.Result : result) is ProblemHttpResult { StatusCode: StatusCodes.Status429TooManyRequests } problem)
            context.HttpContext.RequestServices.GetRequiredService<ServerMeter>().Refused((string)problem.ProblemDetails.Extensions[Problems.Code]!);
        return result;
    }
}
