using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Erasure;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>A copy of the keys that is put back brings no erased plan back.</summary>
public class ErasureRestoredTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_FromBeforeAnErasure_ThatArePutBack_AreDestroyedAgain(bool erasedByAnEarlierVersion)
    {
        var (data, keys, plan, other, owners) = await PutBackAsync();
        if (erasedByAnEarlierVersion)
            await ExecuteAsync(Path.Combine(data, "journal.db"), "DELETE FROM index_row WHERE name = 'erased-plans'");

        await using var next = TableServer.Start(data);
        await next.ReadyAsync();
        if (erasedByAnEarlierVersion)
            await next.Services.GetRequiredService<Retention>().RunAsync(default);

        Assert.Equal(0, await StandingAsync(keys, owners));
        var grains = next.Services.GetRequiredService<GrainHost>();
        await Assert.ThrowsAsync<DataErasedException>(() => grains.Plan(plan).CallAsync(p => p.StateAsync()));
        Assert.Equal(other, (await grains.Plan(other).CallAsync(p => p.StateAsync())).Id);
    }

    [Fact]
    public async Task Keys_ThatArePutBack_AreDestroyedAgainBeforeTheServerListens()
    {
        var (data, keys, _, _, owners) = await PutBackAsync();
        int? standing = null;

        await using var next = TableServer.Start(data, services: all => all.AddHostedService(_ => new BeforeListening(async () => standing = await StandingAsync(keys, owners))));

        Assert.Equal(0, standing);
    }

    [Fact]
    public async Task Keys_OfPeople_ThatStandAgainWithoutThePlans_AreDestroyedToo()
    {
        var (data, keys, plan, _, owners) = await PutBackAsync();
        await ExecuteAsync(keys, $"UPDATE data_key SET wrapped = NULL, destroyed_at = made_at, destroyed_by = 'p-1' WHERE owner = '{StreamOwners.OfPlan(plan)}'");
        Assert.NotEqual(0, await StandingAsync(keys, owners));

        await using var next = TableServer.Start(data);
        await next.ReadyAsync();

        Assert.Equal(0, await StandingAsync(keys, owners));
    }

    [Fact]
    public async Task Server_ThatCannotSeeWhichKeysStand_ServesNobodyUntilItCan()
    {
        var (data, keys, _, _, owners) = await PutBackAsync();
        FickleKeys fickle = null!;
        await using var next = TableServer.Start(data, services: all => fickle = FickleKeys.Before(all));
        using var browser = next.Browse();

        Assert.Equal((503, "server.unavailable"), await (await browser.PostAsync("/api/way-in/look", new LookRequest("onbekend"))).ProblemAsync());
        Assert.NotEqual(0, await StandingAsync(keys, owners));
        fickle.Release();
        await next.ReadyAsync();

        Assert.Equal((404, "wayin.unknown"), await (await browser.PostAsync("/api/way-in/look", new LookRequest("onbekend"))).ProblemAsync());
        Assert.Equal(0, await StandingAsync(keys, owners));
    }

    /// <summary>A plan is erased, and a copy of the keys from before that is put back.</summary>
    private static async Task<(string Data, string Keys, PlanId Plan, PlanId Other, IReadOnlyList<string> Owners)> PutBackAsync()
    {
        var data = TempFolders.Next();
        var (keys, copy) = (Path.Combine(data, "keys", "keys.db"), Path.Combine(data, "keys.copy"));
        PlanId plan, other;
        IReadOnlyList<string> owners;
        await using (var server = await DemoServer.StartAsync(data))
        {
            plan = (await server.EnterAsync("Ingrid")).Plan;
            other = (await server.EnterAsync("Miriam")).Plan;

            // By SQLite itself: a process that copies a file which it has open as a database loses its locks on it.
            await ExecuteAsync(keys, $"VACUUM INTO '{copy}'");
            var state = await server.Services.GetRequiredService<GrainHost>().Plan(plan).CallAsync(p => p.StateAsync());
            var report = await server.Services.GetRequiredService<Eraser>().EraseAsync(state, new Actor(state.Director.Value, "", ""), "Klaar.", default);
            owners = [.. report.Keys.Select(key => key.Owner).Distinct()];
        }

        File.Move(copy, keys, overwrite: true);
        Assert.NotEqual(0, await StandingAsync(keys, owners));
        return (data, keys, plan, other, owners);
    }

    private static async Task<int> StandingAsync(string keys, IReadOnlyList<string> owners)
    {
        await using var connection = await OpenAsync(keys);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT owner FROM data_key WHERE wrapped IS NOT NULL";
        await using var rows = await command.ExecuteReaderAsync();
        var standing = 0;
        while (await rows.ReadAsync())
            standing += owners.Contains(rows.GetString(0)) ? 1 : 0;
        return standing;
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private sealed class BeforeListening(Func<Task> look) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => look();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
