using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using RoundTable.Grains;
using RoundTable.Journal;
using RoundTable.Server.Health;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;

namespace RoundTable.Server.Hubs;

/// <summary>The hub connections of this process, and what each has open.</summary>
internal sealed class LiveConnections
{
    private static readonly object Leaving = new();
    private readonly ConcurrentDictionary<string, TableConnection> _connections = [];
    private readonly TableDoor _door;
    private readonly ConnectionCounts _counts;
    private readonly TrafficLimits _traffic;
    private readonly Departure _departure;
    private readonly LimitOptions _limits;
    private readonly Vault _vault;
    private readonly ServerMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveConnections> _logger;

    public LiveConnections(
        TableDoor door,
        ConnectionCounts counts,
        TrafficLimits traffic,
        Departure departure,
        IOptions<RoundTableOptions> options,
        Vault vault,
        ServerMeter meter,
        TimeProvider time,
        ILogger<LiveConnections> logger)
    {
        _door = door;
        _counts = counts;
        _traffic = traffic;
        _departure = departure;
        _limits = options.Value.Limits;
        _vault = vault;
        _meter = meter;
        _time = time;
        _logger = logger;
    }

    public async Task AddAsync(HubCallerContext context)
    {
        var visitor = Visitor.Of(context.User!);
        if (!_counts.TryAdd(visitor.Subject))
        {
            _meter.Refused(RequestCodes.TooManyConnections);
            throw new HubException(RequestCodes.TooManyConnections);
        }

        var connection = new TableConnection(context.ConnectionId, visitor, _door, _traffic, _limits, _meter, _time, _logger);
        if (_departure.TryAdd(() => SendElsewhere(context)) is { } leaving)
            context.Items[Leaving] = leaving;
        else
            SendElsewhere(context);
        _connections[context.ConnectionId] = connection;
        _meter.Connections(+1);
        _meter.Watch(connection.Outgoing);
        try
        {
            await connection.StartAsync(TableLines.Of(context), context.GetHttpContext()?.Request.Query[SamePersonGuard.Query].ToString() ?? "");
        }
        catch
        {
            // Nobody is told that a connection went which never came.
            await RemoveAsync(context);
            throw;
        }
    }

    /// <summary>The caller's connection, for as long as it may ask something.</summary>
    public TableConnection Of(HubCallerContext context) =>
        _connections.TryGetValue(context.ConnectionId, out var connection) && !connection.IsOver
            ? connection
            : throw new HubException("The connection is closing.");

    public async Task RemoveAsync(HubCallerContext context)
    {
        if (!_connections.TryRemove(context.ConnectionId, out var connection))
            return;
        if (context.Items.TryGetValue(Leaving, out var leaving))
            ((IDisposable)leaving!).Dispose();
        _meter.Connections(-1);
        _meter.Unwatch(connection.Outgoing);
        _counts.Remove(connection.Visitor.Subject);
        await connection.DisposeAsync();
    }

    // In good order, and the client is told that it may come back.
    private static void SendElsewhere(HubCallerContext context) => context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    /// <summary>Cuts off who has something open of a plan that was erased, or whose own ways in were.</summary>
    public async Task CloseErasedAsync()
    {
        foreach (var connection in _connections.Values)
        {
            var erased = await _vault.IsErasedAsync(StreamOwners.OfSubject(connection.Visitor.Subject));
            foreach (var plan in connection.Plans)
                erased |= await _vault.IsErasedAsync(StreamOwners.OfPlan(plan));
            if (erased)
                connection.SignedOut();
        }
    }
}
