using Microsoft.Extensions.Options;
using RoundTable.Server.Doors.Hocuspocus;
using RoundTable.Server.Doors.Presence;
using RoundTable.Server.Doors.YWebsocket;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Doors;

/// <summary>The doors for Yjs clients of any maker (design D5).</summary>
internal static class DoorsExtensions
{
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DoorBudget(provider.GetRequiredService<IOptions<RoundTableOptions>>().Value.Doors));
        services.AddSingleton<PresenceFrames>();
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<OpenDocuments>();
        services.AddSingleton<DoorServices>();
        services.AddSingleton<SocketHost>();
        services.AddSingleton<HocuspocusDoor>();
        services.AddSingleton<YWebsocketDoor>();
        return services;
    }

    public static IApplicationBuilder UseDoors(this IApplicationBuilder app) => app.UseWebSockets();

    public static IEndpointRouteBuilder MapDoors(this IEndpointRouteBuilder routes)
    {
        routes.Map("/collab", (HttpContext http, HocuspocusDoor door) => door.ServeAsync(http)).ExcludeFromDescription();
        routes.Map("/yjs/{**document}", (HttpContext http, string document, YWebsocketDoor door) => door.ServeAsync(http, document)).ExcludeFromDescription();
        return routes;
    }
}
