using RoundTable.Grains.Sections;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>A section that much was typed in opens from its snapshot: what is read of its records does not grow with them.</summary>
public sealed class ColdOpeningTests : IAsyncLifetime
{
    private const int Keystrokes = 20_000;
    private const int KeystrokesPerItem = 3_500;

    // Fewer than call for a snapshot: none is made while another waits for the disk.
    private const int Burst = 150;

    // What may be written behind the last snapshot, and in one commit with it.
    private const int Behind = SectionLimits.SnapshotRecords + 256;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly SectionKey Section = TestFamily.Circle;
    private TestTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Opening_AfterManyKeystrokes_ReadsNoRecordAfterAStop_AndFewAfterACrash()
    {
        await TypeAsync();
        await SnapshotAsync();

        await _table.CrashAsync();
        await AssertWholeAsync();
        Assert.InRange(_table.Journal.RecordsReadOf(Section.Stream), 0, Behind);

        await _table.RestartAsync();
        await AssertWholeAsync();
        Assert.Equal(0, _table.Journal.RecordsReadOf(Section.Stream));
        Assert.True((await _table.Journal.VerifyAsync(Section.Stream)).Intact);
    }

    private async Task TypeAsync()
    {
        var nadia = new TestReader(_table, TestFamily.Nadia, 1);
        Assert.NotNull((await nadia.OpenAsync(Section)).Opened);
        var item = "";
        for (var i = 0; i < Keystrokes; i++)
        {
            if (i % KeystrokesPerItem == 0)
                nadia.MakeItem(item = $"i-{i:d16}", "", order: i + 1);
            nadia.Text(item).Insert(i % KeystrokesPerItem, "x");
            if (i % Burst == 0)
                await nadia.PushToDiskAsync();
        }

        await nadia.PushToDiskAsync();
    }

    // It is saved behind the records, and nobody is told of it.
    private async Task SnapshotAsync()
    {
        using var late = new CancellationTokenSource(Deadline);
        while (await _table.Journal.LoadSnapshotAsync(Section.Stream) is not { } snapshot || await _table.Journal.HeadAsync(Section.Stream) - snapshot.Seq > Behind)
        {
            Assert.False(late.IsCancellationRequested, "no snapshot was kept while somebody typed");
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private async Task AssertWholeAsync()
    {
        var items = await _table.Get<SectionCalls>().ItemsAsync(Section);
        Assert.Equal(Keystrokes, items.Sum(item => item.Text.Length));
        Assert.All(items, item => Assert.Equal(TestFamily.Nadia, item.Author));
    }
}
