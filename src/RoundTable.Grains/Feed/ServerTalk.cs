using System.Threading.Channels;
using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>
/// What each server says of itself under a topic ("these people are here"): the last word counts, nothing is stored, and what a
/// server said is gone when it has not been heard for a while. Without other servers nothing is said. Safe for concurrent callers.
/// </summary>
/// <remarks>
/// Words are kept for topics that somebody here has joined; who joins asks the others to say theirs again. What is said is what is
/// different since the last words under that topic, and all of it when somebody asks. When news may have been lost, which the numbers of
/// the words show too, everything is asked again: what a server does not repeat before it says that this was all, it has taken back.
/// </remarks>
public sealed class ServerTalk
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _own = [];
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Words, long Number)> _told = [];
    private readonly HashSet<string> _unsaid = [];
    private readonly HashSet<string> _saying = [];
    private readonly Dictionary<string, List<Listener>> _listeners = [];
    private readonly Dictionary<string, OtherServer> _others = [];
    private readonly Channel<bool> _something = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly bool _shared;
    private readonly ServerTalkOptions _options;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _signals = [];
    private readonly Queue<(Action<string, IReadOnlyDictionary<string, string>> Heard, string Server, IReadOnlyDictionary<string, string> Words)> _calls = new();
    private readonly Lock _calling = new();
    private long _number;
    private bool _sayingAll;

    /// <summary>Creates the talk over what servers share.</summary>
    public ServerTalk(SharedFeed shared, ServerTalkOptions options, TimeProvider time)
    {
        _shared = shared.Feed is not null;
        _options = options;
        _time = time;
    }

    /// <summary>How many other servers are heard, for telemetry.</summary>
    public int Others
    {
        get
        {
            lock (_lock)
                return _others.Count;
        }
    }

    /// <summary>Says something under a topic, in place of what was said; nothing takes that back. Returns at once.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="words">For each key a value, no longer the caller's; a key has no space, and neither has a line feed.</param>
    public void Say(string topic, IReadOnlyDictionary<string, string> words)
    {
        if (!_shared)
            return;
        lock (_lock)
        {
            if (TalkWords.AreSame(_own.GetValueOrDefault(topic, TalkWords.None), words))
                return;
            if (words.Count > 0)
                _own[topic] = words;
            else
                _own.Remove(topic);
            _unsaid.Add(topic);
        }

        Wake();
    }

    /// <summary>Listens to a topic until the result is disposed.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="heard">Called from any thread with a server and all its words, none when it takes them back or is gone. Returns at once.</param>
    public IDisposable Join(string topic, Action<string, IReadOnlyDictionary<string, string>> heard)
    {
        var listener = new Listener(this, topic, heard);
        if (!_shared)
            return listener;
        lock (_lock)
        {
            if (!_listeners.TryGetValue(topic, out var listeners))
                _listeners[topic] = listeners = [];
            listeners.Add(listener);
            _signals.Add(TalkText.Ask(topic));
        }

        Wake();
        return listener;
    }

    /// <summary>Takes a notice of the feed.</summary>
    public void Take(FeedNotice notice)
    {
        lock (_lock)
        {
            if (notice.MayHaveMissed && notice.Listening)
            {
                // A question of another may have been lost as well, and questions have no numbers.
                AskAll();
                SayAll();
            }

            foreach (var message in notice.Messages)
            {
                Take(message);
            }

            // What it hears is also its own voice: to answer that would never end.
            if (_signals.Count > 0 || _unsaid.Count > 0 || _sayingAll)
                Wake();
        }

        Call();
    }

    /// <summary>Forgets the servers that have not been heard for too long, and what they did not repeat in that time.</summary>
    internal void Expire()
    {
        lock (_lock)
        {
            foreach (var (name, server) in _others.ToList())
            {
                if (_time.GetElapsedTime(server.LastHeard) > _options.GoneAfter)
                    Forget(name);
                else if (server.IsDoubted && _time.GetElapsedTime(server.DoubtedSince) > _options.GoneAfter)
                    Believe(name, server);
            }
        }

        Call();
    }

    /// <summary>Waits until there is something to say or somebody wakes it.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken ct) => _something.Reader.ReadAsync(ct);

    /// <summary>Lets the waiting end.</summary>
    internal void Wake() => _something.Writer.TryWrite(true);

    /// <summary>What is to be said now. The first message is a sign of life.</summary>
    /// <param name="maxBytes">Bytes that one message may have.</param>
    internal IReadOnlyList<string> TakeMessages(int maxBytes)
    {
        var messages = new List<string>();
        lock (_lock)
        {
            messages.Add(TalkText.Beat(_number));
            messages.AddRange(_signals);
            _signals.Clear();
            _saying.Clear();
            foreach (var topic in _unsaid)
            {
                _saying.Add(topic);
                messages.AddRange(TakeWords(topic, maxBytes));
            }

            _unsaid.Clear();
            if (_sayingAll)
                messages.Add(TalkText.All);
            _sayingAll = false;
        }

        return messages;
    }

    private IReadOnlyList<string> TakeWords(string topic, int maxBytes)
    {
        var words = _own.GetValueOrDefault(topic, TalkWords.None);
        var (said, follows) = _told.GetValueOrDefault(topic, (TalkWords.None, 0));

        // That nothing is said any more needs nothing before it, and is always understood.
        if (words.Count == 0)
            (said, follows) = (TalkWords.None, 0);
        var messages = TalkText.Say(topic, TalkWords.Difference(said, words), _number, follows, maxBytes);
        _number += messages.Count;
        if (words.Count > 0)
            _told[topic] = (words, _number);
        else
            _told.Remove(topic);
        return messages;
    }

    /// <summary>Nobody heard what was to be said: all of it is to be said again, what was taken back too.</summary>
    internal void NotSaid()
    {
        lock (_lock)
        {
            _unsaid.UnionWith(_saying);
            SayAll();
            _signals.Add(TalkText.AskAll);
        }
    }

    private void SayAll()
    {
        _unsaid.UnionWith(_own.Keys);
        _told.Clear();
        _sayingAll = true;
    }

    private void AskAll()
    {
        _signals.Add(TalkText.AskAll);
        foreach (var server in _others.Values)
        {
            server.Doubt(_time.GetTimestamp());
            server.CountAnew();
        }
    }

    private void Take(ServerMessage message)
    {
        if (message.Text == TalkText.Quit)
        {
            Forget(message.Server);
            return;
        }

        if (!_others.TryGetValue(message.Server, out var server))
        {
            // New, or back after it was not heard: what it said meanwhile is not known here.
            _others[message.Server] = server = new OtherServer();
            _signals.Add(TalkText.AskAll);
        }

        server.LastHeard = _time.GetTimestamp();
        var text = TalkText.Parse(message.Text);
        if (server.HasMissed(text))
        {
            server.Doubt(server.LastHeard);
            _signals.Add(TalkText.AskAll);
        }

        switch (text)
        {
            case { Kind: TalkKind.AskAll }:
                SayAll();
                break;
            case { Kind: TalkKind.All }:
                Believe(message.Server, server);
                break;
            case { Kind: TalkKind.Ask } asked:
                _told.Remove(asked.Topic);
                if (_own.ContainsKey(asked.Topic))
                    _unsaid.Add(asked.Topic);
                break;
            case { Kind: TalkKind.Say } said:
                if (_listeners.TryGetValue(said.Topic, out var listeners) && server.Gather(said) is { } together)
                    Take(message.Server, server, together, listeners);
                break;
        }
    }

    private void Take(string name, OtherServer server, TalkText said, List<Listener> listeners)
    {
        // What it follows on and is not known here was asked for when the topic was joined, or when it was missed.
        if (server.Read(said) is { } words && server.Keep(said.Topic, words, said.Number ?? 0))
            Tell(listeners, name, words);
    }

    private void Forget(string name)
    {
        if (!_others.Remove(name, out var server))
            return;
        foreach (var topic in server.Topics)
        {
            if (_listeners.TryGetValue(topic, out var listeners))
                Tell(listeners, name, TalkWords.None);
        }
    }

    /// <summary>What was doubted and not said again has been taken back, while nothing was heard.</summary>
    private void Believe(string name, OtherServer server)
    {
        foreach (var topic in server.TakeDoubted())
        {
            if (server.Keep(topic, TalkWords.None, 0) && _listeners.TryGetValue(topic, out var listeners))
                Tell(listeners, name, TalkWords.None);
        }
    }

    private void Tell(List<Listener> listeners, string server, IReadOnlyDictionary<string, string> words)
    {
        foreach (var listener in listeners)
        {
            _calls.Enqueue((listener.Heard, server, words));
        }
    }

    private void Leave(Listener listener)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(listener.Topic, out var listeners) || !listeners.Remove(listener) || listeners.Count > 0)
                return;
            _listeners.Remove(listener.Topic);
            foreach (var server in _others.Values)
            {
                server.Drop(listener.Topic);
            }
        }
    }

    // In the order in which it was heard, whichever thread brings it: else somebody who came back could be taken for gone.
    private void Call()
    {
        lock (_lock)
        {
            if (_calls.Count == 0)
                return;
        }

        lock (_calling)
        {
            while (Next() is var (heard, server, words))
            {
                heard(server, words);
            }
        }
    }

    private (Action<string, IReadOnlyDictionary<string, string>> Heard, string Server, IReadOnlyDictionary<string, string> Words)? Next()
    {
        lock (_lock)
            return _calls.TryDequeue(out var call) ? call : null;
    }

    private sealed class Listener(ServerTalk talk, string topic, Action<string, IReadOnlyDictionary<string, string>> heard) : IDisposable
    {
        public string Topic => topic;

        public Action<string, IReadOnlyDictionary<string, string>> Heard => heard;

        public void Dispose() => talk.Leave(this);
    }
}
