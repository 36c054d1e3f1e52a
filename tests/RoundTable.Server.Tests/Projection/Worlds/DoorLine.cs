using System.Net.WebSockets;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>A client at one of the doors for Yjs clients; every frame that comes is kept.</summary>
internal sealed class DoorLine : IAsyncDisposable
{
    private const ulong CollabDenied = 1;
    private readonly ClientWebSocket _socket = new();
    private readonly Viewer _viewer;
    private readonly byte[] _address;
    private TaskCompletionSource<bool> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private DoorLine(Viewer viewer, SectionId section, bool isCollab)
    {
        _viewer = viewer;
        _address = isCollab ? new FrameWriter().Text(section.Value).Done() : [];
    }

    /// <summary>Comes in at <c>/collab</c> or <c>/yjs</c>, and gives what the document holds; null for somebody who is sent away.</summary>
    public async Task<string?> OpenAsync(Uri server, SectionId section, string token)
    {
        var isCollab = _address.Length > 0;
        var address = new UriBuilder(server) { Scheme = "ws", Path = isCollab ? "/collab" : $"/yjs/{section}", Query = isCollab ? "" : $"token={token}" };
        await _socket.ConnectAsync(address.Uri, CancellationToken.None);
        var doc = new Doc(1);
        _reading = ReadAsync(doc);
        if (isCollab)
            await SendAsync(new FrameWriter().Number(MessageType.Auth).Number(0).Text(token).Done());
        await SendAsync(Bodies.Sync(MessageType.Step1, doc.EncodeStateVector()));
        return await _answered.Task.WaitAsync(Patience.Enough) ? _text : null;
    }

    /// <summary>Whether the door still answers; at once, since it either does or the line is gone.</summary>
    public async Task<bool> AnswersAsync()
    {
        if (_reading.IsCompleted)
            return false;
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(Bodies.Sync(MessageType.Step1, new Doc(1).EncodeStateVector()));
        if (_reading.IsCompleted)
            _answered.TrySetResult(false);
        return await _answered.Task.WaitAsync(Patience.Enough);
    }

    public static DoorLine To(Viewer viewer, SectionId section, bool isCollab) => new(viewer, section, isCollab);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private string _text = "";

    // Somebody who is sent away may find the line closed already.
    private async Task SendAsync(byte[] body)
    {
        try
        {
            await _socket.SendAsync((byte[])[.. _address, .. body], WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            _answered.TrySetResult(false);
        }
    }

    private async Task ReadAsync(Doc doc)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await _socket.ReadMessageAsync(buffer) is { } message)
                Take(doc, message);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line is gone.
        }

        _viewer.Left(Channel.Reply, _socket.CloseStatusDescription ?? "");
        _answered.TrySetResult(false);
    }

    private void Take(Doc doc, byte[] frame)
    {
        var reader = new FrameReader(frame);
        if (_address.Length > 0 && frame.Length > 1)
            reader.Text(int.MaxValue);
        var type = reader.Number();
        _viewer.Left(type switch { MessageType.Sync => Channel.Section, MessageType.Awareness => Channel.Presence, _ => Channel.Reply }, frame);
        if (type == MessageType.Auth && _address.Length > 0 && reader.Number() == CollabDenied)
            _answered.TrySetResult(false);
        if (type != MessageType.Sync || reader.Number() != MessageType.Step2)
            return;
        var update = reader.Bytes();
        doc.ApplyUpdate(update.Span);
        _text = Encoding.Latin1.GetString(update.Span);
        _answered.TrySetResult(true);
    }
}
