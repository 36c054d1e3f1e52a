using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class JournalWatchTests
{
    [Fact]
    public async Task Journal_ThatFailedForGood_EndsTheServerWithAnExitCode()
    {
        await using var server = TableServer.Start();
        await server.ReadyAsync();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = server.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await using (var file = new SqliteConnection($"Data Source={Path.Combine(server.Data, "journal.db")}"))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "DROP TABLE snapshot";
            await command.ExecuteNonQueryAsync();
        }

        var before = Environment.ExitCode;
        try
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(async () => await server.Services.GetRequiredService<IJournal>()
                .SaveSnapshotAsync(new Snapshot(new StreamId("server/ready"), 1, 1, default)));

            await stopping.Task.WaitAsync(Patience.Enough);
            Assert.Equal(1, Environment.ExitCode);
            Assert.Contains("The journal has failed and takes no more writes", server.Logs.All);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }
}
