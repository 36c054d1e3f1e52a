using System.Runtime.CompilerServices;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>Listens to the notifications that commits send.</summary>
internal sealed class PostgresFeed(string connectionString, TimeProvider time)
{
    /// <summary>Between attempts to connect.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        KeepAlive = 10,
        ApplicationName = "RoundTable feed",
    }.ConnectionString;

    internal async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            await using var connection = new NpgsqlConnection(_connectionString);
            var heard = new Queue<string>();
            connection.Notification += (_, notice) => heard.Enqueue(notice.Payload);
            if (!await TryAsync(() => ListenAsync(connection, ct)).ConfigureAwait(false))
            {
                await Task.Delay(Pause, time, ct).ConfigureAwait(false);
                continue;
            }

            yield return new FeedNotice(MayHaveMissed: true, []);
            while (await TryAsync(() => connection.WaitAsync(ct)).ConfigureAwait(false))
            {
                yield return new FeedNotice(MayHaveMissed: false, Take(heard));
            }
        }
    }

    private static async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"LISTEN {PostgresNotice.Channel}", connection);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static async ValueTask<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (PostgresStore.IsUnavailable(e))
        {
            return false;
        }
    }

    private static List<StreamMoved> Take(Queue<string> heard)
    {
        var moved = new List<StreamMoved>();
        while (heard.TryDequeue(out var notice))
        {
            moved.AddRange(PostgresNotice.Parse(notice));
        }

        return moved;
    }
}
