using RoundTable.Server.Doors.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors.Presence;

/// <summary>
/// Finds in what a client sends the state that is its own. Stock clients also send back the states of others, as they got
/// them: those are passed over, so nobody speaks for anybody else. One caller at a time, but told of pictures from any thread.
/// </summary>
internal sealed class OwnClient(ReaderId reader, int maxStateBytes)
{
    private const int MaxEntries = 1024;
    private const int MaxRemembered = 10_000;
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _others = [];

    /// <summary>The awareness client of this connection; null as long as it named none.</summary>
    public ulong? Client { get; private set; }

    /// <summary>Remembers whom the client was told of.</summary>
    public void Told(PresencePicture picture)
    {
        lock (_lock)
        {
            if (_others.Count > MaxRemembered)
                _others.Clear();
            _others.ExceptWith(picture.Gone);
            _others.UnionWith(picture.Changed.Where(e => e.Id != reader.Value).Select(e => e.Client));
        }
    }

    /// <summary>The client's own newest state in an awareness update; null when there is none in it.</summary>
    /// <param name="update">Bytes of an awareness update.</param>
    /// <param name="refused">Whether a state was too large or no JSON object; the one before it goes on.</param>
    /// <exception cref="MalformedFrameException">No awareness update.</exception>
    public PresenceState? Read(ReadOnlyMemory<byte> update, out bool refused)
    {
        refused = false;
        var input = new FrameReader(update);
        var count = input.Number();
        if (count > MaxEntries)
            throw new MalformedFrameException("Too many states.");
        PresenceState? own = null;
        for (; count > 0; count--)
        {
            var client = input.Number();
            input.Number();
            var json = input.Text(int.MaxValue);
            if (client != Client && (json == "null" || IsOthers(client)))
                continue;
            var state = json == "null" ? PresenceState.Nowhere : json.Length > maxStateBytes ? null : PresenceState.Read(json);
            refused |= state is null;
            if (state is null)
                continue;
            own = state;
            Client = json == "null" ? null : client;
        }

        return own;
    }

    private bool IsOthers(ulong client)
    {
        lock (_lock)
            return _others.Contains(client);
    }
}
