using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Grains.Feed;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Feed;

/// <summary>Servers that hear each other, without a store; one can be cut off.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    // One that is held up, or waits for the clock, says nothing.
    private const int MostTurns = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private volatile Server[] _servers = [];
    private readonly ManualTime _time = new();

    /// <summary>Bytes that one message may have.</summary>
    public int MaxMessageBytes { get; init; } = 100;

    /// <summary>Lets time go by, and gives who has something to say or to hear the time to do so: virtual time must not run away from them.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        var before = _servers.Select(server => (Server: server, server.Tellings)).ToList();
        _time.Advance(by);
        for (var turn = 0; turn < MostTurns && before.Exists(b => b.Server.Tellings == b.Tellings || b.Server.HasMore); turn++)
            await Task.Delay(1);
    }

    /// <summary>Whether nobody says anything any more, as long as the clock stands still.</summary>
    public async Task<bool> FallsSilentAsync()
    {
        const int Silent = 20;
        for (int turn = 0, quiet = 0, before = 0; turn < 10 * MostTurns; turn++)
        {
            await Task.Delay(1);
            var said = _servers.Sum(server => server.Tellings);
            quiet = said == before && !_servers.Any(server => server.HasMore) ? quiet + 1 : 0;
            before = said;
            if (quiet == Silent)
                return true;
        }

        return false;
    }

    public async Task<Server> StartAsync()
    {
        var server = new Server(this, $"server-{_servers.Length}", _time);
        _servers = [.. _servers, server];
        await server.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.StopAsync();
    }

    internal sealed class Server : IJournalFeed
    {
        private readonly Channel<FeedNotice> _notices = Channel.CreateUnbounded<FeedNotice>();
        private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
        private readonly TestBus _bus;
        private readonly FeedReading _reading;
        private readonly FeedTalking _talking;
        private readonly string _name;
        private int _tellings;

        public Server(TestBus bus, string name, TimeProvider time)
        {
            _bus = bus;
            _name = name;
            var shared = new SharedFeed(this);
            var options = new ServerTalkOptions();
            News = new StreamNews(shared);
            Talk = new ServerTalk(shared, options, time);
            _reading = new FeedReading(shared, News, Talk, NullLogger<FeedReading>.Instance);
            _talking = new FeedTalking(shared, Talk, options, time);
        }

        public int MaxMessageBytes => _bus.MaxMessageBytes;

        public StreamNews News { get; }

        public ServerTalk Talk { get; }

        /// <summary>Whether it neither hears nor is heard: a cable is out, or the process is dead.</summary>
        public bool IsCutOff { get; set; }

        /// <summary>Whether it does not hear, and knows nothing of it until it listens again.</summary>
        public bool IsDeaf { get; set; }

        /// <summary>How many messages with words in them it is still to miss, without noticing it.</summary>
        public int Misses { get; set; }

        /// <summary>How many tellings are still to fail.</summary>
        public int FailTellings { get; set; }

        /// <summary>How often it said something, or tried to.</summary>
        public int Tellings => Volatile.Read(ref _tellings);

        /// <summary>Whether there is something that it has not heard yet.</summary>
        public bool HasMore => _notices.Reader.TryPeek(out _);

        /// <summary>Tellings that failed.</summary>
        public int Failed { get; private set; }

        /// <summary>Waits until nobody says anything, and passes over what it said so far.</summary>
        public async Task SilentAsync()
        {
            Assert.True(await _bus.FallsSilentAsync());
            while (_told.Reader.TryRead(out _))
            {
            }
        }

        /// <summary>The next message that it says with words under a topic.</summary>
        public async Task<string> SaidAsync(string topic)
        {
            using var late = new CancellationTokenSource(Deadline);
            while (true)
            {
                var message = await _told.Reader.ReadAsync(late.Token);
                if (IsAbout(message, topic))
                    return message;
            }
        }

        /// <summary>Its connection is new: what was said meanwhile it did not hear.</summary>
        public void ListenAgain()
        {
            IsDeaf = false;
            _notices.Writer.TryWrite(new FeedNotice(MayHaveMissed: true, []));
        }

        public async Task StartAsync()
        {
            _notices.Writer.TryWrite(new FeedNotice(MayHaveMissed: true, []));
            await _reading.StartAsync(default);
            await _talking.StartAsync(default);
        }

        /// <summary>Goes as a server that is told to stop.</summary>
        public async Task StopAsync()
        {
            await _talking.StopAsync(default);
            await _reading.StopAsync(default);
        }

        public async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct = default)
        {
            await foreach (var notice in _notices.Reader.ReadAllAsync(ct))
                yield return notice;
        }

        public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default)
        {
            Interlocked.Increment(ref _tellings);
            if (FailTellings > 0)
            {
                FailTellings--;
                Failed++;
                throw new JournalUnavailableException("The test says so.");
            }

            foreach (var other in _bus._servers.Where(s => s != this && !s.IsCutOff && !s.IsDeaf && !IsCutOff))
                other._notices.Writer.TryWrite(new FeedNotice(false, []) { Messages = [.. messages.Where(other.Hears).Select(m => new ServerMessage(_name, m))] });
            // Its own voice comes back to it, with nothing in it.
            if (!IsDeaf)
                _notices.Writer.TryWrite(new FeedNotice(false, []));
            foreach (var message in messages)
                _told.Writer.TryWrite(message);
            return ValueTask.CompletedTask;
        }

        private static bool IsAbout(string message, string topic) =>
            message.StartsWith("w ", StringComparison.Ordinal) && message.Contains($" {topic}\n", StringComparison.Ordinal);

        private bool Hears(string message)
        {
            if (Misses == 0 || !message.StartsWith("w ", StringComparison.Ordinal))
                return true;
            Misses--;
            return false;
        }
    }
}
