using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Wire;

namespace RoundTable.Server.Hubs;

/// <summary>The hub, with every setting said.</summary>
internal static class TableHubExtensions
{
    private const string Path = "/hubs/table";

    public static IServiceCollection AddTableHub(this IServiceCollection services)
    {
        services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.DisableImplicitFromServicesParameters = true;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        }).AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        services.AddOptions<HubOptions>().Configure<IOptions<RoundTableOptions>>(
            (hub, options) => hub.MaximumReceiveMessageSize = options.Value.Limits.MessageBytes);
        var protocol = services.Single(service => service.ServiceType == typeof(IHubProtocol));
        services.Remove(protocol);
        services.AddSingleton<IHubProtocol>(provider =>
            new StrictHubProtocol(
                (IHubProtocol)ActivatorUtilities.CreateInstance(provider, protocol.ImplementationType!),
                provider.GetRequiredService<IOptions<RoundTableOptions>>().Value.Limits.MessageBytes,
                provider.GetRequiredService<ServerMeter>()));
        services.AddSingleton<HubLifetimeManager<TableHub>, TableLines>();
        services.AddSingleton<SharedUpdates>();
        services.AddSingleton<SharedPresence>();
        services.AddSingleton<TableDoor>();
        services.AddSingleton<LiveConnections>();
        return services;
    }

    public static IEndpointRouteBuilder MapTableHub(this IEndpointRouteBuilder routes)
    {
        var maxMessageBytes = routes.ServiceProvider.GetRequiredService<IOptions<RoundTableOptions>>().Value.Limits.MessageBytes;
        routes.MapHub<TableHub>(Path, options =>
        {
            options.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
            options.ApplicationMaxBufferSize = maxMessageBytes;
            options.TransportMaxBufferSize = maxMessageBytes;
            options.CloseOnAuthenticationExpiration = true;
        });
        return routes;
    }
}
