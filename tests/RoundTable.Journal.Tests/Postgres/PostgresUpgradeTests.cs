using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>A database that an older program made.</summary>
public sealed class PostgresUpgradeTests(PostgresServer server) : PostgresTests(server)
{
    /// <summary>All that the tables are made of, without the name of the schema.</summary>
    private const string Shape = """
        SELECT string_agg(replace(part, current_schema() || '.', ''), E'\n' ORDER BY part COLLATE "C") FROM (
          SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, collation_name, is_nullable) AS part
            FROM information_schema.columns WHERE table_schema = current_schema()
          UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
          UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
          UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        ) AS parts
        """;

    [Fact]
    public async Task Open_TwoServersAtOnceOnTheFirstVersion_BothReadWhatIsThereAndGoOn()
    {
        var records = await PostgresVersion1.MakeAsync(Place);

        var journals = await Task.WhenAll(OpenAsync(), OpenAsync());

        foreach (var journal in journals)
        {
            foreach (var stream in new[] { PostgresVersion1.Plan, PostgresVersion1.Section })
            {
                Assert.Equal(records.Where(r => r.Stream == stream).Select(Said), await ReadAsync(journal, stream));
                Assert.True((await journal.VerifyAsync(stream, Cancel)).Intact);
            }

            var snapshot = Assert.IsType<Snapshot>(await journal.LoadSnapshotAsync(PostgresVersion1.Section, Cancel));
            Assert.Equal((2, 1, "so far"), (snapshot.Seq, snapshot.Version, Encoding.UTF8.GetString(snapshot.Payload.Span)));
            Assert.Equal([PostgresVersion1.Row.Value], await journal.FindAsync(PostgresVersion1.Row.Index, PostgresVersion1.Row.Key, Cancel));
        }

        var due = Assert.Single(await journals[1].TakeDueAsync("mail", DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), 9, Cancel));
        Assert.Equal(("m1", "neutral"), (due.Work.Key, Encoding.UTF8.GetString(due.Work.Payload.Span)));

        // The first append of each learns where the stream ends; the others go by the functions of the later steps.
        string[][] appends = [["d"], ["e"], ["f", "g"]];
        var head = 3L;
        foreach (var journal in journals)
        {
            foreach (var texts in appends)
            {
                var appended = await journal.AppendAsync(Note(PostgresVersion1.Section, texts) with { ExpectedHead = head }, Cancel);
                Assert.Equal(new Appended(head + 1, head += texts.Length), appended);
            }
        }

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "d", "e", "f", "g"], await ReadTextsAsync(journals[0], PostgresVersion1.Section));
        Assert.True((await journals[0].VerifyAsync(PostgresVersion1.Section, Cancel)).Intact);
    }

    [Fact]
    public async Task Open_TheFirstVersion_LeavesTheSameTablesAsAnEmptyDatabase()
    {
        const string Versions = "SELECT string_agg(version::text, ' ' ORDER BY version) FROM journal_version";
        await PostgresVersion1.MakeAsync(Place);
        await OpenAsync();
        var upgraded = (await PostgresServer.ExecuteAsync(Place, Versions), await PostgresServer.ExecuteAsync(Place, Shape));

        var fresh = await Server.CreateSchemaAsync();
        await (await PostgresJournal.OpenAsync(new() { ConnectionString = fresh }, TimeProvider.System, Cancel)).DisposeAsync();
        var made = (await PostgresServer.ExecuteAsync(fresh, Versions), await PostgresServer.ExecuteAsync(fresh, Shape));
        await Server.DropSchemaAsync(fresh);

        Assert.Equal(made, upgraded);
    }

    [Fact]
    public async Task ReachToRead_TheFirstVersion_ReadsItAndLeavesItAsItIs()
    {
        var records = await PostgresVersion1.MakeAsync(Place);
        var before = await PostgresServer.ExecuteAsync(Place, Shape);
        await using var journal = PostgresJournal.Create(new() { ConnectionString = Place }, "reader", TimeProvider.System, null);

        await journal.ReachToReadAsync(Cancel);

        Assert.Equal(records.Where(r => r.Stream == PostgresVersion1.Plan).Select(Said), await ReadAsync(journal, PostgresVersion1.Plan));
        Assert.True((await journal.VerifyAsync(PostgresVersion1.Section, Cancel)).Intact);
        Assert.Equal(1, await PostgresServer.ExecuteAsync(Place, "SELECT max(version) FROM journal_version"));
        Assert.Equal(before, await PostgresServer.ExecuteAsync(Place, Shape));
    }

    [Theory]
    [InlineData("SELECT 1", "There is no journal")]
    [InlineData("CREATE TABLE journal_version AS SELECT 99 AS version", "99")]
    public async Task ReachToRead_WhatIsNoJournalOfOurs_IsRefused(string tables, string reason)
    {
        await PostgresServer.ExecuteAsync(Place, tables);
        await using var journal = PostgresJournal.Create(new() { ConnectionString = Place }, "reader", TimeProvider.System, null);

        var e = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.ReachToReadAsync(Cancel));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ReadAsync(PostgresJournal journal, StreamId stream)
    {
        var said = new List<string>();
        await foreach (var record in journal.ReadAsync(stream, 1, Cancel))
            said.Add(Said(record));
        return said;
    }

    private static string Said(JournalRecord r) => $"{r with { Payload = default, Hash = default, PreviousHash = default }} "
        + $"{Convert.ToHexString(r.Payload.Span)} {Convert.ToHexString(r.Hash.Span)} {Convert.ToHexString(r.PreviousHash.Span)}";
}
