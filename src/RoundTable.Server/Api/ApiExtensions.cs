using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Server.Limits;
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
        var api = routes.MapGroup("/api").AddEndpointFilter(CountRefusalAsync);
        api.MapWayIn().MapSignIn().MapSessions().MapMe().MapPlans().MapCircle().MapSharing().MapMinutes().MapDoorTokens().MapEmergency().MapExport().MapCalendar();
        api.MapGroup("").RequireRateLimiting(LimitsExtensions.HeavyReads).MapHistory();
        api.Map("/{**rest}", () => Problems.Of(StatusCodes.Status404NotFound, "request.not-found")).WithOrder(int.MaxValue).ExcludeFromDescription();
        return routes;
    }

    /// <summary>What an endpoint refuses is visible to whoever runs the server. What comes to no endpoint counts where its problem is written.</summary>
    private static async ValueTask<object?> CountRefusalAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if ((result is INestedHttpResult nested ? nested.Result : result) is ProblemHttpResult { ProblemDetails: var problem })
            Problems.Count(context.HttpContext, (string)problem.Extensions[Problems.Code]!);
        return result;
    }
}
