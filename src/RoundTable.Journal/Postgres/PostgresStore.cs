using System.Net.Sockets;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>The pooled connections of a journal, until it is closed.</summary>
internal sealed class PostgresStore(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A pooled connection may have died since its last use, and a database that fails over is back in a moment.</summary>
    private const int Attempts = 3;

    /// <summary>PostgreSQL's code idle_in_transaction_session_timeout.</summary>
    private const string IdleInTransactionSessionTimeout = "25P03";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private volatile bool _closed;
    private volatile bool _reached;

    internal NpgsqlDataSource Source { get; } = source;

    /// <summary>Refuses further work; what runs goes on.</summary>
    internal void Close() => _closed = true;

    /// <summary>The tables are there: before this nothing is done.</summary>
    internal void Reach() => _reached = true;

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>Does something that may be done twice, and says so in the journal's words when the database is not there.</summary>
    internal async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            if (_closed)
            {
                throw new JournalUnavailableException("The journal is closed.");
            }

            if (!_reached)
            {
                throw new JournalUnavailableException("The database has not been reached yet.");
            }

            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e) when (IsPassing(e) && attempt < Attempts && !_closed)
            {
                // What broke one connection has mostly broken those that lie idle too.
                Source.Clear();
                await Task.Delay(Pause, time, ct).ConfigureAwait(false);
            }
            catch (Exception e) when (IsUnavailable(e) || (_closed && e is ObjectDisposedException))
            {
                throw new JournalUnavailableException("PostgreSQL did not do it.", e);
            }
        }
    }

    internal static bool IsUnavailable(Exception e) => e is NpgsqlException or SocketException or TimeoutException;

    /// <summary>
    /// The database is away, restarts, fails over or has no room at the moment: the same again may succeed later. A
    /// server that stood still in its transaction and was cut off, too.
    /// </summary>
    internal static bool IsPassing(Exception e) => e switch
    {
        PostgresException p => p.IsTransient
            || p.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransactionSessionTimeout,
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or SocketException or TimeoutException,
        _ => e is SocketException or TimeoutException or IOException,
    };
}
