namespace RoundTable.Server.Doors.Hocuspocus;

/// <summary><c>/collab</c>: the protocol of the Hocuspocus provider.</summary>
internal sealed class HocuspocusDoor(DoorServices door, SocketHost host)
{
    public Task ServeAsync(HttpContext http) => host.ServeAsync(http, http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(), ServeAsync);

    private async Task ServeAsync(DoorSocket socket, Action known)
    {
        await using var client = new HocuspocusClient(door, socket, known);
        await using var deadline = door.Time.CreateTimer(_ => client.ComeLate(), null, door.Options.TokenDeadline, Timeout.InfiniteTimeSpan);
        await socket.RunAsync(client.HandleAsync);
    }
}
