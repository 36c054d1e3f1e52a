using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>More readers are let in by what stands in a section, and by nothing that comes in meanwhile.</summary>
public sealed class PlanArrangingTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private static readonly SectionKey Work = new(TestFamily.Plan, SectionId.From("sec-work"));
    private static readonly StreamId PlanStream = new($"plan/{TestFamily.Plan}");
    private TestTable _table = null!;
    private TestReader _loubna = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_table, protection: true);
        Assert.Null(await ArrangeAsync("open", new OpenSection(new Section(Work.Section, SectionScope.Side, SectionMode.Live, [TestFamily.Director, TestFamily.Loubna]))));
        _loubna = new TestReader(_table, TestFamily.Loubna, 2);
        Assert.Null((await _loubna.OpenAsync(Work)).Refusal);
        _loubna.MakeItem(Item, "Zij wonen in de ");
        await _loubna.PushToDiskAsync();
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Reader_LetIn_ReadsWhatStoodThereWhenItWasLookedAt()
    {
        Assert.Null(await LetMarkInAsync());

        var mark = new TestReader(_table, TestFamily.Mark, 3);
        Assert.Null((await mark.OpenAsync(Work)).Refusal);
        Assert.Equal("Zij wonen in de ", mark.Text(Item).ToString());
    }

    [Fact]
    public async Task Word_SavedBetweenTheLookAndTheChange_KeepsTheReaderOut()
    {
        _table.Journal.Before = (PlanStream, async () =>
        {
            Type("Vlierstraat");
            await _loubna.PushToDiskAsync();
        }
        );

        Assert.Equal(RefusalCodes.SectionProtectedWord, (await LetMarkInAsync())?.Code);
        Assert.Equal(RefusalCodes.SectionNotAReader, (await new TestReader(_table, TestFamily.Mark, 3).OpenAsync(Work)).Refusal?.Code);
    }

    [Fact]
    public async Task Letters_SavedBetweenTheLookAndTheChange_AreLookedAtAndLetTheReaderIn()
    {
        _table.Journal.Before = (PlanStream, async () =>
        {
            Type("stad");
            await _loubna.PushToDiskAsync();
        }
        );

        Assert.Null(await LetMarkInAsync());

        Assert.DoesNotContain(_loubna.Heard, m => m is Resync);
    }

    [Fact]
    public async Task Word_OnItsWayToTheDiskWhenTheReaderIsLetIn_ReachesNobody()
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.Journal.Before = (PlanStream, async () =>
        {
            // Allowed by the plan of before, and held up until the plan is another one.
            _table.Journal.Before = (Work.Stream, () => changed.Task);
            Type("Vlierstraat");
            await _loubna.PushAsync();
        }
        );

        Assert.Null(await LetMarkInAsync());
        changed.SetResult();

        await _loubna.NextAsync<Resync>();
        var mark = new TestReader(_table, TestFamily.Mark, 3);
        Assert.Null((await mark.OpenAsync(Work)).Refusal);
        Assert.Equal("Zij wonen in de ", mark.Text(Item).ToString());
        Assert.Null((await _loubna.OpenAsync(Work)).Refusal);
        await _loubna.PushAsync();
        Assert.Equal(RefusalCodes.TextNotHere, (await _loubna.NextAsync<Refused>()).Code);
    }

    [Fact]
    public async Task Change_ThatWasNotLookedAt_IsNotCarriedOut()
    {
        var plan = _table.Host.Plan(TestFamily.Plan);

        var refusal = await plan.CallAsync(p => p.SetupAsync(Caller.Server(TestFamily.Director), "blind", Widening));

        Assert.Equal(RefusalCodes.PlanLookAgain, refusal?.Code);
    }

    private static ChangeSection Widening { get; } = new(Work.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Loubna, TestFamily.Mark]);

    private Task<Refusal?> LetMarkInAsync() => ArrangeAsync("widen", Widening);

    private Task<Refusal?> ArrangeAsync(string operation, PlanSetup setup) =>
        _table.Get<PlanArranging>().SetupAsync(TestFamily.As(TestFamily.Director), TestFamily.Plan, operation, setup);

    private void Type(string text) => _loubna.Text(Item).Insert(_loubna.Text(Item).Length, text);
}
