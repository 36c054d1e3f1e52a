// Appends to a journal until it is killed, and prints each token after the journal has acknowledged it.
// Arguments: "sqlite" and the file's path, or "postgres" and the connection string; a prefix that makes this run's
// tokens its own.
using System.Text;
using RoundTable.Journal;

IJournal journal = args[0] switch
{
    "sqlite" => await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = args[1] }, TimeProvider.System),
    "postgres" => await PostgresJournal.OpenAsync(new PostgresJournalOptions { ConnectionString = args[1] }, TimeProvider.System),
    _ => throw new ArgumentException($"Unknown store {args[0]}."),
};
var prefix = args[2];
var actor = new Actor("person-1", "director", "session-1");
var log = new StreamId("access/log");
var gate = new Lock();

await Task.WhenAll(Enumerable.Range(0, 8).Select(WriteForeverAsync));

async Task WriteForeverAsync(int writer)
{
    var stream = new StreamId($"section/plan-1/{writer % 3}");
    for (var i = 0; ; i++)
    {
        var token = $"{prefix}-{writer}-{i}";
        var record = new NewRecord("token", 1, Encoding.UTF8.GetBytes(token));
        await journal.AppendAllAsync(
        [
            new Append(stream, actor, [record]) { AddIndex = [new IndexRow("token", token, stream.Value)] },
            new Append(log, actor, [record]),
        ]);
        lock (gate)
        {
            Console.WriteLine(token);
        }
    }
}
