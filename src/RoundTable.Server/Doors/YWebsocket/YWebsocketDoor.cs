using RoundTable.Server.Hubs;

namespace RoundTable.Server.Doors.YWebsocket;

/// <summary><c>/yjs/&lt;document&gt;</c>: the y-websocket protocol.</summary>
internal sealed class YWebsocketDoor(DoorServices door, SocketHost host)
{
    public Task ServeAsync(HttpContext http, string document)
    {
        var offered = OfferedToken.Take(http);
        return host.ServeAsync(http, offered.Subprotocol, (socket, known) => ServeAsync(socket, known, document, offered.Token));
    }

    private async Task ServeAsync(DoorSocket socket, Action known, string document, string token)
    {
        var voice = new YWebsocketVoice(socket);
        await using var link = await LetInAsync(socket, voice, document, token);
        if (link is null)
        {
            // A browser cannot read the answer to a refused upgrade, and its client would try for ever: so it comes in and is told.
            await socket.RunAsync(_ => ValueTask.CompletedTask);
            return;
        }

        known();

        var client = new YWebsocketClient(socket, link);
        await link.StartAsync();
        await socket.RunAsync(client.HandleAsync);
    }

    private async Task<DocumentLink?> LetInAsync(DoorSocket socket, YWebsocketVoice voice, string document, string token)
    {
        if (await door.Keeper.FindAsync(token, document) is not { } grant)
            return Refuse(DoorCodes.TokenInvalid, voice.Unauthorized);
        var (key, caller, canWrite, refusal) = await door.Keeper.LetInAsync(grant.Visitor, grant.Section);
        if (refusal is not null)
            return Refuse(refusal.Code, voice.Shut);
        if (!socket.TryBelongTo(grant.Visitor.Subject))
            return Refuse(RequestCodes.TooManyConnections, voice.ComeBack);
        if (!door.Budget.TryAddDocument(grant.Visitor.Subject))
            return Refuse(DoorCodes.TooManyOpen, voice.ComeBack);
        return new DocumentLink(door, socket, voice, grant, key, caller, canWrite);

        static DocumentLink? Refuse(string code, Action<string> tell)
        {
            tell(code);
            return null;
        }
    }
}
