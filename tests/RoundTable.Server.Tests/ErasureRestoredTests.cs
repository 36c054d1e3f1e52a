using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
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
        var data = TempFolders.Next();
        var (keys, copy) = (Path.Combine(data, "keys", "keys.db"), Path.Combine(data, "keys.copy"));
        PlanId plan, other;
        IReadOnlyList<string> owners;
        await using (var server = await DemoServer.StartAsync(data))
        {
            plan = (await server.EnterAsync("Ingrid")).Plan;
            other = (await server.EnterAsync("Miriam")).Plan;
            File.Copy(keys, copy);
            var state = await server.Services.GetRequiredService<GrainHost>().Plan(plan).CallAsync(p => p.StateAsync());
            var report = await server.Services.GetRequiredService<Eraser>().EraseAsync(state, new Actor(state.Director.Value, "", ""), "Klaar.", default);
            owners = [.. report.Keys.Select(key => key.Owner).Distinct()];
        }

        File.Move(copy, keys, overwrite: true);
        if (erasedByAnEarlierVersion)
            await ExecuteAsync(Path.Combine(data, "journal.db"), "DELETE FROM index_row WHERE name = 'erased-plans'");
        Assert.NotEqual(0, await StandingAsync(keys, owners));

        await using var next = TableServer.Start(data);
        await next.ReadyAsync();
        if (erasedByAnEarlierVersion)
            await next.Services.GetRequiredService<Retention>().RunAsync(default);

        Assert.Equal(0, await StandingAsync(keys, owners));
        var grains = next.Services.GetRequiredService<GrainHost>();
        await Assert.ThrowsAsync<DataErasedException>(() => grains.Plan(plan).CallAsync(p => p.StateAsync()));
        Assert.Equal(other, (await grains.Plan(other).CallAsync(p => p.StateAsync())).Id);
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
}
