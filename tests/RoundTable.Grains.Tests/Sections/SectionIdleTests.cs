using System.Globalization;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Sections;

[Collection(AloneCollection.Name)]
public sealed class SectionIdleTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private static readonly SectionKey Section = TestFamily.Circle;
    private static readonly TimeSpan Idle = new SectionGrainOptions().IdleTime;
    private TestTable _table = null!;

    /// <summary>How many times a section is opened and closed: hundreds, or as many as the environment says (the long run takes 10,000).</summary>
    private static int Cycles => int.TryParse(
        Environment.GetEnvironmentVariable("ROUNDTABLE_SOAK_CYCLES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cycles)
        ? cycles
        : 300;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Idle_NobodyThere_RetiresWithASnapshotOfAllThatWasWritten()
    {
        var nadia = await JoinAsync(1);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();
        await _table.Get<SectionCalls>().LeaveAsync(Section, nadia.Id);

        await RetireAsync();

        Assert.Equal(1, (await SavedAsync()).Seq);
        var back = await JoinAsync(2);
        Assert.Equal("Ik ben bang", back.Text(Item).ToString());
    }

    [Fact]
    public async Task Idle_SomebodyThere_RestsAndGoesOnWithTheNextLetter()
    {
        var nadia = await JoinAsync(1);
        var loubna = await JoinAsync(2);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();
        loubna.Doc.ApplyUpdate((await loubna.NextAsync<Sessions.Sections.SectionUpdate>()).Update.Span);

        _table.Advance(Idle);
        _table.Advance(Idle);
        nadia.Text(Item).Insert(0, "Nee: ");
        await nadia.PushToDiskAsync();

        loubna.Doc.ApplyUpdate((await loubna.NextAsync<Sessions.Sections.SectionUpdate>()).Update.Span);
        Assert.Equal("Nee: Ik ben bang", loubna.Text(Item).ToString());
        Assert.DoesNotContain(nadia.Heard, m => m is Resync);
    }

    [Fact]
    public async Task Idle_SomebodyThere_DoesNotKeepTheAnswerToTheOpening()
    {
        var (listener, answer) = await ListenAsync();
        _table.Advance(Idle);

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (IsKept(answer))
        {
            Assert.False(deadline.IsCancellationRequested, "the answer to the opening, as large as the section, is still kept");
            await Task.Yield();
        }

        Assert.DoesNotContain(listener.Heard, m => m is Resync);
    }

    [Fact]
    public async Task OpenAndClose_ManyTimesWithLoadsThatFail_LeavesMemoryFlat()
    {
        await CycleAsync(50);

        // What leaks does so every time; a pool or a cache that grows once, because a thread was added, does not.
        List<long> kept = [];
        while (kept.Count < 3 && kept.All(bytes => bytes >= 256 * 1024))
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await CycleAsync(Cycles);
            kept.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.True(kept[^1] < 256 * 1024, $"{Cycles} cycles kept {string.Join(", then ", kept)} bytes.");
        Assert.InRange(_table.Get<GrainHost>().ActivationCount, 0, 1);
        Assert.InRange(_table.ArmedTimers, 0, 1);
    }

    private async Task CycleAsync(int times)
    {
        var calls = _table.Get<SectionCalls>();
        for (var i = 0; i < times; i++)
        {
            if (i % 3 == 0)
            {
                _table.Journal.FailReading = 1;
                await Assert.ThrowsAsync<JournalUnavailableException>(() => OpenAsync(1));
            }

            var (reader, opened) = await OpenAsync(1);
            Assert.NotNull(opened.Opened);
            await calls.LeaveAsync(Section, reader);
            await RetireAsync();
        }
    }

    /// <summary>Waits for the grain's end: nobody calls it meanwhile.</summary>
    private async Task RetireAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var turn = 0; _table.Host.ActivationCount > 1; turn++)
        {
            if (turn % 1_000 == 0)
                _table.Advance(Idle);
            Assert.False(deadline.IsCancellationRequested, "the section did not retire");
            await Task.Yield();
        }
    }

    /// <summary>The section lets go of its plan before it saves, so that the plan may be gone first.</summary>
    private async Task<Snapshot> SavedAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (await _table.Journal.LoadSnapshotAsync(Section.Stream) is { } saved)
                return saved;
            Assert.False(deadline.IsCancellationRequested, "the section saved no snapshot");
            await Task.Yield();
        }
    }

    private async Task<(Sessions.ReaderId Reader, OpenResult Result)> OpenAsync(ulong client)
    {
        var reader = new TestReader(_table, TestFamily.Nadia, client);
        return (reader.Id, await reader.OpenAsync(Section));
    }

    private async Task<(TestReader Listener, WeakReference Answer)> ListenAsync()
    {
        var reader = new TestReader(_table, TestFamily.Nadia, 1);
        return (reader, new WeakReference((await reader.OpenAsync(Section)).Opened));
    }

    private static bool IsKept(WeakReference answer)
    {
        GC.Collect();
        return answer.IsAlive;
    }

    private async Task<TestReader> JoinAsync(ulong client)
    {
        var reader = new TestReader(_table, client == 1 ? TestFamily.Nadia : TestFamily.Loubna, client);
        Assert.NotNull((await reader.OpenAsync(Section)).Opened);
        return reader;
    }
}
