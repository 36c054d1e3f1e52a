using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>What every store must do. A store's subclass tells how to open it; every test has a store of its own.</summary>
public abstract partial class JournalConformance : IAsyncLifetime
{
    private protected static readonly Actor Asker = new("person-1", "director", "session-1");
    private protected static readonly StreamId Stream = new("section/plan-1/table");

    private protected ManualTime Time { get; } = new();

    private protected IJournal Journal { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's store, making it the first time. Opening twice gives two servers on one store.</summary>
    private protected abstract Task<IJournal> OpenAsync(int queueCapacity = 4096);

    /// <summary>Whether a record is read as the bytes that the chain is over; a sealed one is not.</summary>
    private protected virtual bool ReadsWhatIsStored => true;

    /// <summary>Changes the store behind the journal's back.</summary>
    private protected abstract Task TamperAsync(string sql);

    /// <summary>Removes the store.</summary>
    private protected abstract ValueTask CleanAsync();

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task ReopenAsync()
    {
        await Journal.DisposeAsync();
        Journal = await OpenAsync();
    }

    private protected static NewRecord Note(string text) => new("note", 1, Encoding.UTF8.GetBytes(text));

    private protected static Append Notes(StreamId stream, params string[] texts) => new(stream, Asker, [.. texts.Select(Note)]);

    private protected static Append Notes(params string[] texts) => Notes(Stream, texts);

    private protected static string TextOf(JournalRecord record) => Encoding.UTF8.GetString(record.Payload.Span);

    private protected async Task<List<JournalRecord>> ReadAllAsync(StreamId stream, long fromSeq = 1)
    {
        var records = new List<JournalRecord>();
        await foreach (var record in Journal.ReadAsync(stream, fromSeq, Cancel))
        {
            records.Add(record);
        }

        return records;
    }

    private protected async Task<IEnumerable<string>> ReadTextsAsync(StreamId stream, long fromSeq = 1) =>
        (await ReadAllAsync(stream, fromSeq)).Select(TextOf);
}
