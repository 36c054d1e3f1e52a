using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Wire;

namespace RoundTable.Server.Hubs;

/// <summary>The hub, with every setting said.</summary>
internal static class TableHubExtensions
{
    private const string Path = "/hubs/table";
    private const int MaxMessageBytes = 128 * 1024;

    public static IServiceCollection AddTableHub(this IServiceCollection services)
    {
        services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.DisableImplicitFromServicesParameters = true;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.MaximumReceiveMessageSize = MaxMessageBytes;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        }).AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        var protocol = services.Single(service => service.ServiceType == typeof(IHubProtocol));
        services.Remove(protocol);
        services.AddSingleton<IHubProtocol>(provider =>
            new StrictHubProtocol((IHubProtocol)ActivatorUtilities.CreateInstance(provider, protocol.ImplementationType!)));
        services.AddSingleton<HubLifetimeManager<TableHub>, TableLines>();
        services.AddSingleton<SharedUpdates>();
        services.AddSingleton<TableDoor>();
        services.AddSingleton<LiveConnections>();
        return services;
    }

    public static IEndpointRouteBuilder MapTableHub(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<TableHub>(Path, options =>
        {
            options.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
            options.ApplicationMaxBufferSize = MaxMessageBytes;
            options.TransportMaxBufferSize = MaxMessageBytes;
            options.CloseOnAuthenticationExpiration = true;
        });
        return routes;
    }
}
