using System.Collections.Concurrent;

namespace RoundTable.Journal.Tests;

/// <summary>The database itself goes down.</summary>
public sealed class PostgresCrashTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly StreamId Stream = new("section/plan-1/table");

    [Fact]
    public async Task Append_WhileTheDatabaseCrashes_KeepsWhatWasAcknowledgedAndGoesOnAfterwards()
    {
        var journal = await OpenAsync();
        var acknowledged = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; ; i++)
            {
                await journal.AppendAsync(Note(Stream, $"{writer}:{i}"), Cancel);
                acknowledged.Enqueue($"{writer}:{i}");
                if (acknowledged.Count >= 200)
                {
                    enough.TrySetResult();
                }
            }
        }).ToArray();
        await enough.Task;

        await Server.StopAsync();

        foreach (var writer in writers)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => writer);
        }

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.HeadAsync(Stream, Cancel));
        await Server.StartAsync();
        await journal.AppendAsync(Note(Stream, "after"), Cancel);
        var stored = await ReadTextsAsync(journal, Stream);
        Assert.Subset(stored.ToHashSet(), acknowledged.ToHashSet());
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal("after", stored[^1]);
        Assert.True((await journal.VerifyAsync(Stream, Cancel)).Intact);
    }
}
