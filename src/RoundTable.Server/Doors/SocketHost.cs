using System.Net;
using System.Net.WebSockets;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Api;
using RoundTable.Server.Security;

namespace RoundTable.Server.Doors;

/// <summary>Takes sockets in, as many strangers as the budget bears, and sends them elsewhere when the server stops.</summary>
internal sealed partial class SocketHost(DoorServices door, IHostApplicationLifetime lifetime, ILogger<SocketHost> logger)
{
    /// <summary>Serves a socket until it is closed.</summary>
    /// <param name="http">The request.</param>
    /// <param name="subprotocol">What is answered to the offered subprotocols.</param>
    /// <param name="serve">Serves it; calls the action when it is no stranger's any more.</param>
    public async Task ServeAsync(HttpContext http, string? subprotocol, Func<DoorSocket, Action, Task> serve)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Problems.RefuseAsync(http, StatusCodes.Status400BadRequest, "request.not-a-websocket");
            return;
        }

        var network = SecurityExtensions.NetworkOf(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!door.Budget.TryAddStranger(network))
        {
            await Problems.RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, DoorCodes.TooManyStrangers);
            return;
        }

        var known = 0;
        void Known()
        {
            if (Interlocked.Exchange(ref known, 1) == 0)
                door.Budget.RemoveStranger(network);
        }

        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = subprotocol,
                KeepAliveInterval = door.Options.Heartbeat,
                KeepAliveTimeout = door.Options.Patience,
            });
            await ServeAsync(socket, serve, Known);
        }
        finally
        {
            Known();
        }
    }

    private async Task ServeAsync(WebSocket socket, Func<DoorSocket, Action, Task> serve, Action known)
    {
        await using var open = new DoorSocket(socket, door.Options, door.Time, door.Meter, door.Connections);
        using var leaving = door.Departure.TryAdd(GoAway);
        await using var stopping = lifetime.ApplicationStopping.Register(GoAway);
        if (leaving is null)
            GoAway();
        void GoAway() => open.End(CloseCodes.GoingAway, DoorCodes.Stopping);
        door.Meter.Connections(+1);
        try
        {
            await serve(open, known);
        }
        catch (OperationCanceledException) when (open.Closing.IsCancellationRequested)
        {
            // Closed while it was being let in.
        }
        catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException)
        {
            // Nobody could be let in; its client comes back.
            open.Close(CloseCodes.TryAgainLater, DoorCodes.Unavailable);
            await open.RunAsync(_ => ValueTask.CompletedTask);
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            socket.Abort();
        }
        finally
        {
            door.Meter.Connections(-1);
        }
    }

    [LoggerMessage(5403, LogLevel.Error, "A door's connection failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
