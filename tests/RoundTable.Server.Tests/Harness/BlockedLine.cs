using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Server.Hubs;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Security;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The server's side of a hub connection whose client reads nothing: the first message that is sent on it waits for ever, or fails.</summary>
internal sealed class BlockedLine : HubCallerContext
{
    private readonly Visitor _visitor;
    private readonly HubConnectionContext _line;

    private BlockedLine(Visitor visitor, Exception? fault)
    {
        _visitor = visitor;
        var full = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var silent = new Pipe();
        var connection = new DefaultConnectionContext(
            "blocked", new Ends(silent.Reader, full.Writer), new Ends(full.Reader, silent.Writer));
        _line = new Line(connection, fault) { Protocol = new JsonHubProtocol() };
    }

    public override string ConnectionId => _line.ConnectionId;

    public override string? UserIdentifier => _line.UserIdentifier;

    public override ClaimsPrincipal User => _visitor.AsUser();

    public override IDictionary<object, object?> Items => _line.Items;

    public override IFeatureCollection Features => _line.Features;

    public override CancellationToken ConnectionAborted => _line.ConnectionAborted;

    /// <param name="visitor">Whose it is.</param>
    /// <param name="fault">How whatever is sent fails; null: it waits.</param>
    public static async Task<BlockedLine> OfAsync(Visitor visitor, Exception? fault = null)
    {
        var line = new BlockedLine(visitor, fault);
        await new TableLines(NullLogger<DefaultHubLifetimeManager<TableHub>>.Instance).OnConnectedAsync(line._line);
        return line;
    }

    public override void Abort() => _line.Abort();

    private sealed class Line(ConnectionContext connection, Exception? fault)
        : HubConnectionContext(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance)
    {
        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default) =>
            fault is null ? base.WriteAsync(message, cancellationToken) : ValueTask.FromException(fault);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
