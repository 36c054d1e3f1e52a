using System.Data;
using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>Listens to the notifications that commits and other servers send, and sends those to other servers.</summary>
internal sealed class PostgresFeed(PostgresStore store, PostgresHistory history, string connectionString, PostgresNotices notices, TimeProvider time)
{
    /// <summary>Seconds in which a message is sent: what is not said now is said again, and whoever says nothing for 7 s counts as gone.</summary>
    private const int PatienceToTell = 3;

    /// <summary>Between attempts to connect.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Attempts in vain for each notice that nothing is heard.</summary>
    private const int FailuresPerNotice = 5;

    /// <summary>
    /// Seconds without a word, its own included, after which the line is asked whether it is there, and seconds for the answer: until then
    /// a session that ended elsewhere reads on. Servers that talk never come to it.
    /// </summary>
    private const int Silence = 3;

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        KeepAlive = Silence,
        ApplicationName = "RoundTable feed",
    }.ConnectionString;

    internal async IAsyncEnumerable<FeedNotice> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var failures = 0;
        while (true)
        {
            await using var connection = new NpgsqlConnection(_connectionString);
            var heard = new Queue<(string Channel, string Text)>();
            connection.Notification += (_, notice) => heard.Enqueue((notice.Channel, notice.Payload));
            if (!await TryAsync(connection, () => ListenAsync(connection, ct)).ConfigureAwait(false))
            {
                await Task.Delay(Pause, time, ct).ConfigureAwait(false);

                // Nobody says that somebody was taken out of an audience, so those who hold streams look for themselves.
                if (++failures % FailuresPerNotice == 0)
                    yield return new FeedNotice(MayHaveMissed: true, []) { Listening = false };
                continue;
            }

            yield return new FeedNotice(MayHaveMissed: true, []);
            while (await TryAsync(connection, () => connection.WaitAsync(ct)).ConfigureAwait(false))
            {
                yield return Take(heard);
            }

            yield return new FeedNotice(MayHaveMissed: true, []) { Listening = false };
        }
    }

    internal async ValueTask TellAsync(IReadOnlyList<string> messages, CancellationToken ct)
    {
        if (messages.FirstOrDefault(m => Encoding.UTF8.GetByteCount(m) > PostgresNotice.MaxMessageBytes) is not null)
        {
            throw new ArgumentException($"A message has at most {PostgresNotice.MaxMessageBytes} bytes.", nameof(messages));
        }

        var said = messages.Select(m => PostgresNotice.OfMessage(m, notices.Server)).ToArray();
        await store.RunAsync(
            async () =>
            {
                await using var command = store.Source.Command(
                    $"SELECT pg_notify('{PostgresNotice.MessageChannel}', n) FROM unnest($1) AS n", (object)said);
                command.CommandTimeout = PatienceToTell;
                return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(
            $"LISTEN {PostgresNotice.Channel}; LISTEN {PostgresNotice.MessageChannel}", connection);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        await history.CheckAsync(connection, ct).ConfigureAwait(false);
    }

    private static async ValueTask<bool> TryAsync(NpgsqlConnection connection, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (PostgresStore.IsUnavailable(e) || e is JournalUnavailableException)
        {
            return false;
        }
        catch (InvalidOperationException) when (connection.State != ConnectionState.Open)
        {
            // It broke between two steps.
            return false;
        }
    }

    private FeedNotice Take(Queue<(string Channel, string Text)> heard)
    {
        var moved = new List<StreamMoved>();
        var messages = new List<ServerMessage>();
        while (heard.TryDequeue(out var notice))
        {
            if (!PostgresNotice.IsOwn(notice.Text, notices.Server))
            {
                notices.HearOther();
            }

            if (notice.Channel == PostgresNotice.Channel)
            {
                moved.AddRange(PostgresNotice.Parse(notice.Text, notices.Server));
            }
            else if (PostgresNotice.ParseMessage(notice.Text, notices.Server) is { } message)
            {
                messages.Add(message);
            }
        }

        return new FeedNotice(MayHaveMissed: false, moved) { Messages = messages };
    }
}
