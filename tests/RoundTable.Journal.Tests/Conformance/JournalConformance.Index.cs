namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Index_RowsOfAnAppend_AreFoundInOrdinalOrder()
    {
        await Journal.AppendAsync(
            Notes("a") with { AddIndex = [new("plans", "p-1", "b"), new("plans", "p-1", "a"), new("plans", "p-1", "B"), new("plans", "p-2", "c")] },
            Cancel);

        Assert.Equal(["B", "a", "b"], await Journal.FindAsync("plans", "p-1", Cancel));
        Assert.Equal(["c"], await Journal.FindAsync("plans", "p-2", Cancel));
        Assert.Empty(await Journal.FindAsync("other", "p-1", Cancel));
    }

    [Fact]
    public async Task Index_AddedTwiceAndRemovedTwice_IsNoError()
    {
        var row = new IndexRow("plans", "p-1", "a");
        await Journal.AppendAsync(Notes("a") with { AddIndex = [row, row] }, Cancel);
        await Journal.AppendAsync(Notes("b") with { AddIndex = [row] }, Cancel);
        Assert.Equal(["a"], await Journal.FindAsync("plans", "p-1", Cancel));

        await Journal.AppendAsync(Notes("c") with { RemoveIndex = [row, row] }, Cancel);
        await Journal.AppendAsync(Notes("d") with { RemoveIndex = [row] }, Cancel);
        Assert.Empty(await Journal.FindAsync("plans", "p-1", Cancel));
    }

    [Fact]
    public async Task Index_RemovedAndAddedInOneAppend_IsThere()
    {
        var row = new IndexRow("plans", "p-1", "a");
        await Journal.AppendAsync(Notes("a") with { AddIndex = [row], RemoveIndex = [row] }, Cancel);
        Assert.Equal(["a"], await Journal.FindAsync("plans", "p-1", Cancel));
    }
}
