using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>A place of each test's own in one database, which any number of servers open.</summary>
[Collection<PostgresCollection>]
public abstract class PostgresTests(PostgresServer server) : IAsyncLifetime
{
    private readonly List<PostgresJournal> _journals = [];

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected PostgresServer Server => server;

    private protected string Place { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Place = await server.CreateSchemaAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals)
        {
            await journal.DisposeAsync();
        }

        await server.DropSchemaAsync(Place);
        GC.SuppressFinalize(this);
    }

    private protected async Task<PostgresJournal> OpenAsync()
    {
        var journal = await PostgresJournal.OpenAsync(new() { ConnectionString = Place }, TimeProvider.System, Cancel);
        _journals.Add(journal);
        return journal;
    }

    private protected static Append Note(StreamId stream, params string[] texts) =>
        new(stream, new Actor("person-1", "director", "session-1"), [.. texts.Select(text => new NewRecord("note", 1, Encoding.UTF8.GetBytes(text)))]);

    private protected static async Task<List<string>> ReadTextsAsync(IJournal journal, StreamId stream)
    {
        var texts = new List<string>();
        await foreach (var record in journal.ReadAsync(stream, 1, Cancel))
        {
            texts.Add(Encoding.UTF8.GetString(record.Payload.Span));
        }

        return texts;
    }
}
