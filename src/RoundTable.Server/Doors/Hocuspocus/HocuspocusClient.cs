using RoundTable.Domain.Commands;
using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.Hocuspocus;

/// <summary>
/// One socket of Hocuspocus providers: many documents, each with a token of its own. Messages are handled in the order in which
/// they came; what comes before a document's token waits for it.
/// </summary>
internal sealed partial class HocuspocusClient(DoorServices door, DoorSocket socket, Action known) : IAsyncDisposable
{
    private const int MaxDenials = 16;
    private const string Detached = "provider_initiated";
    private readonly Dictionary<string, DocumentLink> _links = [];
    private readonly HashSet<string> _denied = [];
    private readonly Waiting _waiting = new(door.Options, door.Time);
    private int _denials;
    private volatile bool _isKnown;
    private volatile bool _isAsking;

    /// <summary>Handles a frame.</summary>
    public ValueTask HandleAsync(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length == 1)
            return Bare(frame.Span[0]);
        var reader = new FrameReader(frame);
        var address = new Address(reader.Text(Address.MaxBytes));
        DenyLate();
        return HandleAsync(address, reader, frame.Length);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
            await link.DisposeAsync();
    }

    private ValueTask HandleAsync(Address address, FrameReader reader, int bytes)
    {
        var message = reader;
        var type = reader.Number();
        if (type == MessageType.Auth)
            return new(AuthAsync(address, reader));
        if (Open(address) is { } link)
            return HandleAsync(address, link, type, reader);
        if (_denied.Contains(address.Text) || _links.ContainsKey(address.Text))
            return NotOpen(address, type, reader);
        if (_links.Count + _waiting.Count >= door.Options.DocumentsPerSocket || !_waiting.Keep(address, message, bytes))
            socket.Close(CloseCodes.Malformed, DoorCodes.TooMuchBeforeToken);
        return ValueTask.CompletedTask;
    }

    private ValueTask HandleAsync(Address address, DocumentLink link, ulong type, FrameReader reader)
    {
        switch (type)
        {
            case MessageType.Sync:
                var kind = reader.Number();
                return SyncAsync(link, kind, reader.Bytes());
            case MessageType.Awareness:
                return link.SetPresenceAsync(reader.Bytes());
            case MessageType.QueryAwareness:
                link.ShowPresence();
                return ValueTask.CompletedTask;
            case MessageType.Stateless:
                // Of the application, which on the server knows none; it must be readable all the same.
                reader.Text(int.MaxValue);
                return ValueTask.CompletedTask;
            case MessageType.Close:
                return DetachAsync(address, link);
            default:
                throw new MalformedFrameException("Not a message that a client may send.");
        }
    }

    private static ValueTask SyncAsync(DocumentLink link, ulong kind, ReadOnlyMemory<byte> payload) => kind switch
    {
        MessageType.Step1 => link.OpenAsync(payload),
        MessageType.Step2 or MessageType.Update => link.PushAsync(payload, isAll: kind == MessageType.Step2),
        _ => throw new MalformedFrameException("Not a sync message."),
    };

    // Pings and pongs are bare: they belong to the socket and not to a document.
    private ValueTask Bare(byte type)
    {
        if (type == MessageType.Ping)
            socket.Send(new[] { MessageType.Pong });
        else if (type != MessageType.Pong)
            throw new MalformedFrameException("Neither ping nor pong.");
        return ValueTask.CompletedTask;
    }

    private DocumentLink? Open(Address address) => _links.TryGetValue(address.Text, out var link) && !link.IsShut ? link : null;

    // What was shut keeps its place on the socket only until another document asks for one.
    private async Task ClearAsync()
    {
        foreach (var (address, link) in _links.Where(l => l.Value.IsShut).ToList())
        {
            _links.Remove(address);
            _denied.Add(address);
            await link.DisposeAsync();
        }
    }

    // What a provider still sends after it was told is not taken; an update counts as refused, so that it stays unsaved there.
    private ValueTask NotOpen(Address address, ulong type, FrameReader reader)
    {
        if (type == MessageType.Close)
            new HocuspocusVoice(socket, address).Detached(Detached);
        else if (type == MessageType.Sync && reader.Number() != MessageType.Step1)
            RefuseUpdate(address);
        return ValueTask.CompletedTask;
    }

    private void RefuseUpdate(Address address)
    {
        socket.Count(RefusalCodes.SectionNotAReader);
        new HocuspocusVoice(socket, address).Refused(RefusalCodes.SectionNotAReader);
    }

    private async ValueTask DetachAsync(Address address, DocumentLink link)
    {
        _links.Remove(address.Text);
        await link.DisposeAsync();
        new HocuspocusVoice(socket, address).Detached(Detached);
    }
}
