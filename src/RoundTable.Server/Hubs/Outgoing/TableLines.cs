using Microsoft.AspNetCore.SignalR;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>
/// Keeps with each connection the line on which it is written to, so that a message that was encoded once can go to many.
/// SignalR's own way to a client encodes anew for each.
/// </summary>
internal sealed class TableLines(ILogger<DefaultHubLifetimeManager<TableHub>> logger) : DefaultHubLifetimeManager<TableHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Features.Set(new Line(connection));
        return base.OnConnectedAsync(connection);
    }

    /// <summary>The line of a caller's connection.</summary>
    public static HubConnectionContext Of(HubCallerContext caller) => caller.Features.Get<Line>()!.Connection;

    private sealed record Line(HubConnectionContext Connection);
}
