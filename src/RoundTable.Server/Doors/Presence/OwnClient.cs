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
    private const string NoState = "null";
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
    /// <param name="refused">Whether it was too large or no JSON object; the one of the update before goes on.</param>
    /// <exception cref="MalformedFrameException">No awareness update.</exception>
    public PresenceState? Read(ReadOnlyMemory<byte> update, out bool refused)
    {
        refused = false;
        var input = new FrameReader(update);
        var count = input.Number();
        if (count > MaxEntries)
            throw new MalformedFrameException("Too many states.");
        (ulong Client, string Json)? newest = null;
        for (var self = Client; count > 0; count--)
        {
            var client = input.Number();
            input.Number();
            var json = input.Text(int.MaxValue);
            if (client != self && (json == NoState || IsOthers(client)))
                continue;
            newest = (client, json);
            self = json == NoState ? null : client;
        }

        if (newest is not var (speaker, said))
            return null;
        var state = said == NoState ? PresenceState.Nowhere : said.Length > maxStateBytes ? null : PresenceState.Read(said);
        refused = state is null;
        if (state is not null)
            Client = said == NoState ? null : speaker;
        return state;
    }

    private bool IsOthers(ulong client)
    {
        lock (_lock)
            return _others.Contains(client);
    }
}
