using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests;

/// <summary>
/// The grains over a real journal of the test's own, mostly SQLite in a folder; can be taken down and started again.
/// </summary>
public sealed class TestTable : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("grains-").FullName;
    private readonly ManualTime _time = new();
    private ServiceProvider _services = null!;
    private IJournal _store = null!;
    private TestTable? _other;
    private string? _database;
    private IPresenceExchange? _presence;
    private bool _sealed;
    private int _drawn;

    /// <summary>In front of the journal: fails when the test says so.</summary>
    internal FailingJournal Journal { get; private set; } = null!;

    internal GrainHost Host => Get<GrainHost>();

    internal TestMeters Meters => (TestMeters)Get<IMeterFactory>();

    /// <summary>The file of a table that has no database.</summary>
    internal string JournalFile => Path.Combine(_folder, "journal.db");

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <param name="presence">What tells other servers who is where; null: what the grains bring themselves.</param>
    public static async Task<TestTable> StartAsync(IPresenceExchange? presence = null)
    {
        var table = new TestTable { _presence = presence };
        await table.OpenAsync();
        return table;
    }

    /// <summary>A server that seals what it writes, as one that serves people does.</summary>
    public static async Task<TestTable> StartSealedAsync()
    {
        var table = new TestTable { _sealed = true };
        await table.OpenAsync();
        return table;
    }

    /// <summary>
    /// Another server over the same journal: it hears of what this one writes when the test tells it. Dispose it first.
    /// </summary>
    public async Task<TestTable> StartOtherAsync()
    {
        var table = new TestTable { _other = this };
        await table.OpenAsync();
        table.Get<StreamNews>().Take(new FeedNotice(MayHaveMissed: true, []));
        return table;
    }

    /// <summary>A server over a PostgreSQL database that others share: what they write it hears when the test tells it.</summary>
    public static async Task<TestTable> StartAsync(string database)
    {
        var table = new TestTable { _database = database };
        await table.OpenAsync();
        table.Get<StreamNews>().Take(new FeedNotice(MayHaveMissed: true, []));
        return table;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Timers that wait on the clock.</summary>
    internal int ArmedTimers => _time.Armed;

    /// <summary>Lets time go by until something has happened.</summary>
    internal async Task UntilAsync(Func<bool> happened, string otherwise)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!happened())
        {
            Assert.False(deadline.IsCancellationRequested, otherwise);
            Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Takes everything down and starts it again over the same file, which can be changed in between.</summary>
    internal async Task RestartAsync(Func<Task>? between = null)
    {
        await CloseAsync();
        if (between is not null)
            await between();
        await OpenAsync();
    }

    /// <summary>Takes the store away from under the grains, so that nothing of what they do at their end is kept, and starts everything again.</summary>
    internal async Task CrashAsync()
    {
        await _store.DisposeAsync();
        await RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        _store = _other?._store ?? (_database is { } database
            ? await PostgresJournal.OpenAsync(new PostgresJournalOptions { ConnectionString = database }, TimeProvider.System)
            : await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = JournalFile }, _time));
        if (_sealed)
            _store = new SealedJournal(_store, new Vault(SqlKeyStore.OpenSqlite(Path.Combine(_folder, "keys.db")), [new LocalMasterKey(new byte[32], Draw)], Draw, _time), _ => "plan/test");
        Journal = new FailingJournal(_store);
        var services = new ServiceCollection();
        if (_presence is { } presence)
            services.AddSingleton(presence);
        _services = services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IJournal>(Journal)
            .AddSingleton<Chance>(Draw)
            .AddSingleton<IMeterFactory, TestMeters>()
            .AddSingleton<GrainMeter>()
            .AddSingleton(new SharedFeed(_other is null && _database is null ? null : new SilentFeed()))
            .AddSingleton(new SectionGrainOptions { PauseAfterFailure = TimeSpan.Zero })
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddGrains()
            .BuildServiceProvider();
    }

    private async Task CloseAsync()
    {
        await Host.DisposeAsync();
        await _services.DisposeAsync();
        if (_other is null)
            await _store.DisposeAsync();
    }

    /// <summary>Says nothing: the test does.</summary>
    private sealed class SilentFeed : IJournalFeed
    {
        public int MaxMessageBytes => 0;

        public IAsyncEnumerable<FeedNotice> WatchAsync(CancellationToken ct = default) => AsyncEnumerable.Empty<FeedNotice>();

        public ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct = default) => ValueTask.CompletedTask;
    }

    /// <summary>The same draws in every run.</summary>
    private void Draw(Span<byte> bytes)
    {
        var draw = Interlocked.Increment(ref _drawn);
        for (var at = 0; at < bytes.Length; at += 32)
        {
            var block = SHA256.HashData([.. BitConverter.GetBytes(draw), .. BitConverter.GetBytes(at)]);
            block.AsSpan(0, Math.Min(32, bytes.Length - at)).CopyTo(bytes[at..]);
        }
    }
}
