using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Yjs;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>Two at once carry the same item: a second tab, a call that is repeated, or the due work beside whoever set a protection.</summary>
public sealed class ItemCrossingTests : IAsyncLifetime
{
    private const string Words = "Ik ben bang";
    private static readonly ItemId Item = ItemId.From("i-aaaaaaaaaaaaaaaa");
    private static readonly SectionKey Narrow = new(TestFamily.Plan, SectionId.From("sec-narrow"));
    private static readonly SectionKey Other = new(TestFamily.Plan, SectionId.From("sec-other"));
    private static readonly ItemId There = ItemRelease.ReleasedId(TestFamily.HerSide.Section, Item);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private TestTable _table = null!;
    private TestReader _nadia = null!;
    private TestTable? _server;

    private SectionCalls Sections => (_server ?? _table).Get<SectionCalls>();

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_table, protection: true);
        foreach (var section in new[] { Narrow, Other })
        {
            await TestFamily.ArrangeAsync(_table, new OpenSection(
                new Section(section.Section, SectionScope.Shielded, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia])));
        }

        _nadia = new TestReader(_table, TestFamily.Nadia, 5);
        await _nadia.OpenAsync(TestFamily.HerSide);
        _nadia.MakeItem(Item.Value, Words);
        await _nadia.PushToDiskAsync();
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Carry_WhileAnotherCarriesItToTheSamePlace_LeavesItsWordsThere(bool byServer)
    {
        Assert.Null(await CarryAsync(Narrow, byServer, async () => Assert.Null(await CarryAsync(Narrow, byServer))));

        Assert.Equal([Words], await TextsAsync(Narrow));
        Assert.Equal([""], await TextsAsync(TestFamily.HerSide));
    }

    [Fact]
    public async Task Carry_WhileAnotherCarriesItElsewhere_LeavesItsWordsInBothPlaces()
    {
        Assert.Null(await CarryAsync(Narrow, during: async () => Assert.Null(await CarryAsync(Other))));

        Assert.Equal([Words], await TextsAsync(Narrow));
        Assert.Equal([Words], await TextsAsync(Other));
        Assert.Equal([""], await TextsAsync(TestFamily.HerSide));
    }

    [Fact]
    public async Task Carry_OfLettersThatAnotherServerLetInBeforeTheyWereTakenAway_PutsThemBesideTheWords()
    {
        await using var there = await _table.StartOtherAsync();
        _server = there;
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var takenAway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = CarryAsync(Narrow, during: () =>
        {
            written.SetResult();
            return takenAway.Task;
        });
        await written.Task.WaitAsync(Deadline);
        there.Journal.Before = (TestFamily.HerSide.Stream, () => TypeAsync(text => text.Insert(text.Length, ", ook nu")));

        Assert.Null(await CarryAsync(Narrow, byServer: false, () => Task.CompletedTask, () =>
        {
            takenAway.SetResult();
            return second.WaitAsync(Deadline);
        }));

        Assert.Null(await second);
        Assert.Equal([", ook nu", Words], await TextsAsync(Narrow));
        Assert.Equal([""], await TextsAsync(TestFamily.HerSide));
    }

    [Fact]
    public async Task Carry_OfWhatAnotherCarriedAwayBeforeItBegan_MakesNothing()
    {
        Assert.Null(await CarryAsync(Narrow));

        Assert.Null(await CarryAsync(Narrow));

        Assert.Equal([Words], await TextsAsync(Narrow));
    }

    [Fact]
    public async Task Carry_OfWhatAnotherTookAwayThatIsNotOnDiskYet_DoesNotSayBeforeThatItIsDone()
    {
        Task<Refusal?>? second = null;
        _table.Journal.Before = (TestFamily.HerSide.Stream, async () =>
        {
            second = CarryAsync(Narrow);

            // Asked after it in the same mailbox: by now it has seen that the words are away.
            await Sections.ItemsAsync(TestFamily.HerSide);
            throw new JournalUnavailableException("The test says so.");
        }
        );
        await Assert.ThrowsAsync<SectionResyncException>(() => CarryAsync(Narrow));

        var isDone = true;
        try
        {
            Assert.Null(await second!.WaitAsync(Deadline));
        }
        catch (SectionResyncException)
        {
            isDone = false;
        }

        Assert.Equal([isDone ? "" : Words], await TextsAsync(TestFamily.HerSide));
    }

    [Fact]
    public async Task Carry_OfWhatItsAuthorEmptiesMeanwhile_LeavesTheWordsThatStandThere()
    {
        Assert.Null(await CarryAsync(Narrow, during: () => TypeAsync(text => text.Delete(0, Words.Length))));

        Assert.Equal([Words], await TextsAsync(Narrow));
        Assert.Equal([""], await TextsAsync(TestFamily.HerSide));
    }

    [Fact]
    public async Task Release_WhileAnotherMovesIt_LeavesTheReleasedWords()
    {
        Assert.Null(await ReleaseAsync(async () => Assert.Null(await CarryAsync(Narrow))));

        Assert.Equal([Words], await TextsAsync(TestFamily.Circle));
        Assert.Equal([Words], await TextsAsync(Narrow));
    }

    [Fact]
    public async Task Release_OfWhatAnotherMovedBeforeItBegan_MakesNothing()
    {
        Assert.Null(await CarryAsync(Narrow));

        Assert.Equal(SessionCodes.ItemUnknown, (await ReleaseAsync())?.Code);

        Assert.Empty(await TextsAsync(TestFamily.Circle));
    }

    private Task<Refusal?> CarryAsync(SectionKey into, Func<Task> during) => CarryAsync(into, byServer: false, during);

    /// <param name="into">Where to.</param>
    /// <param name="byServer">Whether the server takes it apart; otherwise its author moves it.</param>
    /// <param name="during">What happens, one after each writing, when its words stand over there and before they are taken away here.</param>
    private Task<Refusal?> CarryAsync(SectionKey into, bool byServer = false, params Func<Task>[] during)
    {
        var caller = byServer ? Caller.Server(TestFamily.Director) : TestFamily.As(TestFamily.Nadia);
        var next = new Queue<Func<Task>>(during);
        return new ItemCrossing(Sections, TestFamily.HerSide, Item, caller).CarryAsync(There, erase: true, async (item, over) =>
        {
            var active = item with { Withdrawn = false };
            var refusal = byServer
                ? await Sections.TakeInAsync(into, caller, active, over)
                : await Sections.MoveInAsync(into, TestFamily.HerSide.Section, caller, active, over);
            if (next.TryDequeue(out var act))
                await act();
            return refusal;
        });
    }

    private Task<Refusal?> ReleaseAsync(params Func<Task>[] during)
    {
        var caller = TestFamily.As(TestFamily.Director);
        var next = new Queue<Func<Task>>(during);
        return new ItemCrossing(Sections, TestFamily.HerSide, Item, caller).CarryAsync(There, erase: false, async (item, _) =>
        {
            var refusal = await Sections.ReleaseAsync(TestFamily.Circle, TestFamily.HerSide.Section, caller, item with { Withdrawn = false });
            if (next.TryDequeue(out var act))
                await act();
            return refusal;
        });
    }

    private Task TypeAsync(Action<YText> type)
    {
        type(_nadia.Text(Item.Value));
        return _nadia.PushToDiskAsync();
    }

    private async Task<IEnumerable<string>> TextsAsync(SectionKey section) =>
        (await Sections.ItemsAsync(section)).Select(i => i.Text).Order(StringComparer.Ordinal);
}
