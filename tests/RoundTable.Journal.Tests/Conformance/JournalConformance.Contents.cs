namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Contents_OfAnEmptyJournal_AreNone()
    {
        var contents = await Journal.ContentsAsync(Cancel);

        Assert.Empty(contents.IndexRows);
        Assert.Empty(contents.DueWork);
        Assert.Equal(0, contents.StrayRecords);
    }

    [Fact]
    public async Task Contents_AreCountedByIndexAndKind_AndARecordWithoutItsStreamShows()
    {
        await Journal.AppendAsync(
            Notes("a", "b") with
            {
                AddIndex = [new("plans", "p-1", "a"), new("plans", "p-2", "a"), new("links", "l", "p-1")],
                Schedule = [new DueWork("mail", "m", Time.GetUtcNow(), default)],
            },
            Cancel);
        await Journal.AppendAsync(Notes(new StreamId("section/plan-2/table"), "c"), Cancel);
        await Journal.TakeDueAsync("mail", Time.GetUtcNow(), TimeSpan.FromMinutes(1), 1, Cancel);

        var contents = await Journal.ContentsAsync(Cancel);

        Assert.Equal(2, contents.IndexRows.Count);
        Assert.Equal((2, 1), (contents.IndexRows["plans"], contents.IndexRows["links"]));
        Assert.Equal(1, Assert.Single(contents.DueWork, kind => kind.Key == "mail").Value);
        Assert.Equal(0, contents.StrayRecords);

        await TamperAsync($"DELETE FROM stream WHERE name = '{Stream.Value}'");
        Assert.Equal(2, (await Journal.ContentsAsync(Cancel)).StrayRecords);
    }
}
