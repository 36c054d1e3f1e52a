using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>Lines of the log of access whose key is gone are passed over, however many there are.</summary>
public class AccessLogLostKeyTests
{
    private static readonly PlanId Plan = PlanId.From("plan-lost-key");

    [Fact]
    public async Task Lines_WhoseKeyWasLost_CostNoQuestionEach()
    {
        var folder = Directory.CreateDirectory(TempFolders.Next()).FullName;
        var stored = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") }, TimeProvider.System);
        await using var lostKeys = SqlKeyStore.OpenSqlite(Path.Combine(folder, "lost.db"));
        await using var keys = SqlKeyStore.OpenSqlite(Path.Combine(folder, "keys.db"));
        var (countedJournal, readings) = Counted.Before<IJournal>(stored);
        var (countedKeys, questions) = Counted.Before<IKeyStore>(keys);
        var lost = Seal(stored, lostKeys);
        await using var kept = Seal(countedJournal, countedKeys);
        await WriteAsync(lost, [.. Enumerable.Range(0, 1000).Select(i => $"lost-{i}")]);
        await WriteAsync(lost, [.. Enumerable.Range(1000, 1000).Select(i => $"lost-{i}")]);
        await WriteAsync(kept, "a");
        await WriteAsync(lost, "lost-between");
        await WriteAsync(kept, "b", "c");

        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        var entries = await new AccessLogReader(Seal(countedJournal, countedKeys), Options.Create(new RoundTableOptions()), meter, NullLogger<AccessLogReader>.Instance)
            .ReadAsync(Plan, TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c"], entries.Select(entry => entry.Id).Order());
        Assert.InRange(readings.Of(nameof(IJournal.ReadAsync)), 1, 99);
        Assert.InRange(questions.Of(nameof(IKeyStore.FindAsync)), 1, 99);
    }

    private static SealedJournal Seal(IJournal journal, IKeyStore keys) => new(
        journal, new Vault(keys, [new LocalMasterKey(new byte[LocalMasterKey.Length], RandomNumberGenerator.Fill)], RandomNumberGenerator.Fill, TimeProvider.System), _ => null);

    private static async Task WriteAsync(IJournal journal, params string[] ids) => await journal.AppendAsync(
        new Append(
            new StreamId($"access/{Plan}"),
            new Actor("p-1", "", ""),
            [.. ids.Select(id => new NewRecord("read", 1, Encoding.UTF8.GetBytes($$"""{"what":"plan","id":"{{id}}"}""")))])
        {
            Owner = StreamOwners.OfLog(Plan, 2020),
        });
}
