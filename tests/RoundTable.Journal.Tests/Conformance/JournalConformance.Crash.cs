namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    /// <summary>How another process finds this store: its kind and its place.</summary>
    private protected abstract (string Store, string Place) Address { get; }

    /// <summary>Waits until nothing is done any more for a process that was killed.</summary>
    private protected virtual Task BuryAsync() => Task.CompletedTask;

    [Fact]
    public async Task Crash_KilledMidAppend_KeepsEverythingAcknowledgedAndNoHalves()
    {
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < 4; round++)
        {
            await Journal.DisposeAsync();
            acknowledged.UnionWith(
                await AppenderProcess.RunUntilKilledAsync(Address.Store, Address.Place, $"round{round}", tokens: 100 + (round * 37)));
            await BuryAsync();
            Journal = await OpenAsync();
            await AssertHoldsAsync(acknowledged);
        }
    }

    private async Task AssertHoldsAsync(HashSet<string> acknowledged)
    {
        var log = new StreamId("access/log");
        var inSections = new List<string>();
        foreach (var section in Enumerable.Range(0, 3).Select(i => new StreamId($"section/plan-1/{i}")))
        {
            foreach (var token in await ReadTextsAsync(section))
            {
                inSections.Add(token);
                Assert.Equal([section.Value], await Journal.FindAsync("token", token, Cancel));
            }

            Assert.True((await Journal.VerifyAsync(section, Cancel)).Intact);
        }

        var inLog = (await ReadTextsAsync(log)).ToList();
        Assert.True((await Journal.VerifyAsync(log, Cancel)).Intact);
        Assert.Equal(inLog.Count, inLog.Distinct().Count());
        Assert.Equal(inLog.Order(StringComparer.Ordinal), inSections.Order(StringComparer.Ordinal));
        Assert.Subset(inLog.ToHashSet(), acknowledged);
    }
}
