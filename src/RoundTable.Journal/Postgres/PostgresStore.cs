using System.Net.Sockets;
using Npgsql;

namespace RoundTable.Journal;

/// <summary>The pooled connections of a journal, until it is closed.</summary>
internal sealed class PostgresStore(NpgsqlDataSource source) : IAsyncDisposable
{
    private volatile bool _closed;

    internal NpgsqlDataSource Source { get; } = source;

    /// <summary>Refuses further work; what runs goes on.</summary>
    internal void Close() => _closed = true;

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>Does something with the database, and says so in the journal's words when it is not there.</summary>
    internal async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_closed)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }

        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (IsUnavailable(e) || (_closed && e is ObjectDisposedException))
        {
            throw new JournalUnavailableException("PostgreSQL did not do it.", e);
        }
    }

    internal static bool IsUnavailable(Exception e) => e is NpgsqlException or SocketException or TimeoutException;
}
