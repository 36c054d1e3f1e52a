namespace RoundTable.Journal.Tests;

public sealed class SqliteTornLogTests : IDisposable
{
    private static readonly StreamId Stream = new("section/plan-1/table");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_LogCutOffAnywhere_HoldsWholeTransactionsFromTheStart()
    {
        await using (var journal = await OpenAsync("live.db"))
        {
            for (var i = 0; i < 12; i++)
            {
                await journal.AppendAsync(new Append(Stream, new Actor("p", "r", "s"), [new("a", i, new byte[900]), new("b", i, default)]), Cancel);
            }

            File.Copy(_folder.File("live.db"), _folder.File("whole.db"));
            File.Copy(_folder.File("live.db-wal"), _folder.File("whole.db-wal"));
        }

        var log = await File.ReadAllBytesAsync(_folder.File("whole.db-wal"), Cancel);
        var heads = new List<long>();
        for (var length = log.Length; length > 0; length -= 3001)
        {
            var name = $"cut-{length}.db";
            File.Copy(_folder.File("whole.db"), _folder.File(name));
            await File.WriteAllBytesAsync(_folder.File($"{name}-wal"), log[..length], Cancel);
            await using var journal = await OpenAsync(name);
            var report = await journal.VerifyAsync(Stream, Cancel);
            Assert.True(report.Intact, $"log of {length} bytes: {report.Fault} at {report.FaultAt}");
            heads.Add(report.Head);
        }

        Assert.Equal(24, heads[0]);
        Assert.All(heads, head => Assert.Equal(0, head % 2));
        Assert.Equal(heads.OrderDescending(), heads);
        Assert.True(heads.Distinct().Count() > 6, string.Join(' ', heads));
    }

    private async Task<SqliteJournal> OpenAsync(string name) =>
        await SqliteJournal.OpenAsync(new() { Path = _folder.File(name) }, TimeProvider.System, Cancel);
}
