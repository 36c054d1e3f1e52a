using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Hubs;

/// <summary>The hub connections of this process, and what each has open.</summary>
internal sealed class LiveConnections(TableDoor door, ServerMeter meter, TimeProvider time, ILogger<LiveConnections> logger)
{
    private readonly ConcurrentDictionary<string, TableConnection> _connections = [];

    public async Task AddAsync(HubCallerContext context)
    {
        var connection = new TableConnection(context.ConnectionId, Visitor.Of(context.User!), door, meter, logger);
        _connections[context.ConnectionId] = connection;
        meter.Connections(+1);
        await connection.StartAsync(TableLines.Of(context), time);
    }

    public TableConnection Of(HubCallerContext context) =>
        _connections.TryGetValue(context.ConnectionId, out var connection)
            ? connection
            : throw new HubException("The connection is closing.");

    public async Task RemoveAsync(HubCallerContext context)
    {
        if (!_connections.TryRemove(context.ConnectionId, out var connection))
            return;
        meter.Connections(-1);
        await connection.DisposeAsync();
    }
}
