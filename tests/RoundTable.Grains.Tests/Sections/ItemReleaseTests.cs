using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

public sealed class ItemReleaseTests : IAsyncLifetime
{
    private static readonly ItemId Item = ItemId.From("i-aaaaaaaaaaaaaaaa");
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private TestTable _table = null!;

    private SectionCalls Sections => _table.Get<SectionCalls>();

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: true);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Move_ByItsAuthor_LeavesNoWordWhereItWas()
    {
        var narrow = new SectionKey(TestFamily.Plan, SectionId.From("sec-narrow"));
        Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.SetupAsync(Caller.Server(TestFamily.Director), "narrow", new OpenSection(
            new Section(narrow.Section, SectionScope.Shielded, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia])))));
        var nadia = new TestReader(_table, TestFamily.Nadia, 900);
        await nadia.OpenAsync(TestFamily.HerSide);
        const string Moved = "i-mmmmmmmmmmmmmmmm";
        nadia.MakeItem(Moved, "Dit is alleen voor Ingrid.");
        await nadia.PushToDiskAsync();
        var release = _table.Get<ItemRelease>();
        Task<Refusal?> MoveAsync(PersonId who) => release.ReleaseAsync(TestFamily.As(who), TestFamily.Plan, TestFamily.HerSide.Section, ItemId.From(Moved), narrow.Section);

        Assert.Equal(RefusalCodes.SectionNotAReader, (await MoveAsync(TestFamily.Loubna))?.Code);
        Assert.Null(await MoveAsync(TestFamily.Nadia));
        Assert.Null(await MoveAsync(TestFamily.Nadia));

        var sections = _table.Get<SectionCalls>();
        var there = Assert.Single(await sections.ItemsAsync(narrow));
        Assert.Equal(("Dit is alleen voor Ingrid.", TestFamily.Nadia), (there.Text, there.Author));
        var left = Assert.Single(await sections.ItemsAsync(TestFamily.HerSide), i => i.Id.Value == Moved);
        Assert.Equal((true, ""), (left.Withdrawn, left.Text));
        var late = new TestReader(_table, TestFamily.Loubna, 901);
        var opened = (await late.OpenAsync(TestFamily.HerSide)).Opened!;
        Assert.DoesNotContain("alleen voor Ingrid", System.Text.Encoding.UTF8.GetString(opened.Update.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_ByTheDirectorAndThenByWhomItNamesAsSpeaker_IsNobodys()
    {
        var narrow = await OpenNarrowAsync();
        await WriteAsync("Ik ben bang", speaker: TestFamily.Nadia.Value);
        var release = _table.Get<ItemRelease>();

        Assert.Null(await release.ReleaseAsync(TestFamily.As(TestFamily.Director), TestFamily.Plan, TestFamily.HerSide.Section, Item, narrow.Section));
        var moved = Assert.Single(await Sections.ItemsAsync(narrow));
        Assert.Equal((null, TestFamily.Nadia), (moved.Author, moved.Speaker));
        Assert.Null(await release.ReleaseAsync(TestFamily.As(TestFamily.Nadia), TestFamily.Plan, narrow.Section, moved.Id, TestFamily.HerSide.Section));

        var back = Assert.Single(await Sections.ItemsAsync(TestFamily.HerSide), i => !i.Withdrawn);
        Assert.Equal(("Ik ben bang", null, TestFamily.Nadia), (back.Text, back.Author, back.Speaker));
    }

    [Fact]
    public async Task Move_WordsSavedBetweenItsHalves_MoveToo()
    {
        var narrow = await OpenNarrowAsync();
        var nadia = await WriteAsync("Ik ben bang");
        TypeMeanwhile(narrow, nadia);

        Assert.Null(await MoveAsync(narrow));

        Assert.Equal("Ik ben bang, ook nu", Assert.Single(await Sections.ItemsAsync(narrow)).Text);
        Assert.Equal((true, ""), Left(await Sections.ItemsAsync(TestFamily.HerSide)));
    }

    [Fact]
    public async Task Move_RepeatedAfterSomebodyTypedOnThere_LeavesTheirWordsAndMovesTheRest()
    {
        var narrow = await OpenNarrowAsync();
        await WriteAsync("Ik ben bang");
        _table.Journal.Before = (TestFamily.HerSide.Stream, () => throw new JournalUnavailableException("The test says so."));
        await Assert.ThrowsAsync<SectionResyncException>(() => MoveAsync(narrow));
        var director = new TestReader(_table, TestFamily.Director, 6);
        await director.OpenAsync(narrow);
        var text = director.Text(Assert.Single(director.Items.Keys));
        text.Delete(0, 6);
        text.Insert(0, "Zij is ");
        await director.PushToDiskAsync();

        Assert.Null(await MoveAsync(narrow));
        Assert.Null(await MoveAsync(narrow));

        Assert.Equal(["Ik ben bang", "Zij is  bang"], (await Sections.ItemsAsync(narrow)).Select(i => i.Text).Order(StringComparer.Ordinal));
        Assert.Equal((true, ""), Left(await Sections.ItemsAsync(TestFamily.HerSide)));
    }

    [Fact]
    public async Task Move_AskedAgainBeforeItIsOnDisk_DoesNotSayBeforeThatItIsDone()
    {
        var narrow = await OpenNarrowAsync();
        await WriteAsync("Ik ben bang");
        Task<Refusal?>? again = null;
        _table.Journal.Before = (TestFamily.HerSide.Stream, async () =>
        {
            again = MoveAsync(narrow);
            for (var turn = 0; turn < 200 && !again.IsCompleted; turn++)
                await Sections.ItemsAsync(TestFamily.HerSide);
            throw new JournalUnavailableException("The test says so.");
        }
        );
        await Assert.ThrowsAsync<SectionResyncException>(() => MoveAsync(narrow));

        var isDone = await Task.WhenAny(again!).WaitAsync(Deadline) is { IsCompletedSuccessfully: true };

        Assert.Equal((isDone, isDone ? "" : "Ik ben bang"), Left(await Sections.ItemsAsync(TestFamily.HerSide)));
    }

    [Fact]
    public async Task Release_WordsSavedBetweenItsHalves_AreReleasedToo()
    {
        var nadia = await WriteAsync("Ik ben bang");
        TypeMeanwhile(TestFamily.Circle, nadia);

        Assert.Null(await ReleaseAsync(TestFamily.Director));

        Assert.Equal("Ik ben bang, ook nu", Assert.Single(await Sections.ItemsAsync(TestFamily.Circle)).Text);
        Assert.Equal((true, "Ik ben bang, ook nu"), Left(await Sections.ItemsAsync(TestFamily.HerSide)));
    }

    [Fact]
    public async Task Release_WordSavedBetweenItsHalvesThatAReaderMayNotRead_StaysOnTheTableHere()
    {
        var nadia = await WriteAsync("Wij wonen in de Vlier");
        TypeMeanwhile(TestFamily.Circle, nadia, "straat");

        Assert.Equal(RefusalCodes.SectionProtectedWord, (await ReleaseAsync(TestFamily.Director))?.Code);

        Assert.Equal("Wij wonen in de Vlier", Assert.Single(await Sections.ItemsAsync(TestFamily.Circle)).Text);
        Assert.Equal((false, "Wij wonen in de Vlierstraat"), Left(await Sections.ItemsAsync(TestFamily.HerSide)));
    }

    [Fact]
    public async Task Release_ByTheDirector_WritesTheItemThereAndWithdrawsItHere()
    {
        await WriteAsync("Ik ben bang");
        var mark = new TestReader(_table, TestFamily.Mark, 1);
        Assert.False((await mark.OpenAsync(TestFamily.Circle)).Opened!.CanWrite);

        Assert.Null(await ReleaseAsync(TestFamily.Director));

        mark.Doc.ApplyUpdate((await mark.NextAsync<SectionUpdate>()).Update.Span);
        var key = Assert.Single(mark.Items.Keys);
        Assert.Equal("Ik ben bang", mark.Text(key).ToString());
        Assert.NotEqual(Item.Value, key);
        Assert.True(Assert.Single(await Sections.ItemsAsync(TestFamily.HerSide)).Withdrawn);
    }

    [Fact]
    public async Task Release_Repeated_IsDoneOnce()
    {
        await WriteAsync("Ik ben bang");
        Assert.Null(await ReleaseAsync(TestFamily.Director));
        var head = await _table.Journal.HeadAsync(TestFamily.Circle.Stream);

        Assert.Null(await ReleaseAsync(TestFamily.Director));

        Assert.Equal(head, await _table.Journal.HeadAsync(TestFamily.Circle.Stream));
    }

    [Fact]
    public async Task Release_OfItems_PlacesThemInOrderOfReleaseWhateverTheirPlaceWas()
    {
        var second = ItemId.From("i-bbbbbbbbbbbbbbbb");
        await WriteAsync("Ik ben bang", order: 1_795_340_123_456);
        await WriteAsync("Ik slaap slecht", second, order: 1_795_340_100_001);

        Assert.Null(await ReleaseAsync(TestFamily.Director));
        Assert.Null(await ReleaseAsync(TestFamily.Director, second));

        Assert.Equal(
            [("Ik ben bang", 1), ("Ik slaap slecht", 2)],
            (await Sections.ItemsAsync(TestFamily.Circle)).OrderBy(i => i.Order).Select(i => (i.Text, i.Order)));
    }

    [Theory]
    [InlineData("p-nadia", "p-nadia")]
    [InlineData("p-unknown-to-mark", null)]
    public async Task Release_OfSomebodysWords_NamesThemOnlyWhereAllReadersKnowThem(string speaker, string? expected)
    {
        var unknown = TestFamily.Person(PersonId.From("p-unknown-to-mark"), "Peter Nouwens", PersonRole.NetworkMember) with { HiddenFrom = [TestFamily.Mark] };
        await TestFamily.ArrangeAsync(_table, new AddPerson(unknown, false));
        await WriteAsync("Ik ben bang", speaker: speaker);

        Assert.Null(await ReleaseAsync(TestFamily.Director));

        Assert.Equal(expected, Assert.Single(await Sections.ItemsAsync(TestFamily.Circle)).Speaker?.Value);
    }

    [Fact]
    public async Task Release_CrashAfterTheFirstHalf_TheRepeatDoesTheRest()
    {
        await WriteAsync("Ik ben bang");
        _table.Journal.FailAfter = 1;
        await Assert.ThrowsAsync<SectionResyncException>(() => ReleaseAsync(TestFamily.Director));
        await _table.RestartAsync();

        Assert.Null(await ReleaseAsync(TestFamily.Director));

        Assert.Single(await Sections.ItemsAsync(TestFamily.Circle));
        Assert.Equal(1, await _table.Journal.HeadAsync(TestFamily.Circle.Stream));
        Assert.True(Assert.Single(await Sections.ItemsAsync(TestFamily.HerSide)).Withdrawn);
    }

    [Fact]
    public async Task Release_WithAProtectedWord_IsRefusedAndMovesNothing()
    {
        await WriteAsync("Wij wonen in de V l i e r-straat");

        Assert.Equal(RefusalCodes.SectionProtectedWord, (await ReleaseAsync(TestFamily.Director))?.Code);

        Assert.Empty(await Sections.ItemsAsync(TestFamily.Circle));
        Assert.False(Assert.Single(await Sections.ItemsAsync(TestFamily.HerSide)).Withdrawn);
    }

    [Fact]
    public async Task Writing_WhosePlanChangesWhileItIsChecked_IsDoneUnderNoOther()
    {
        var checking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var changed = new ManualResetEventSlim();
        var item = new CardItem(Item, CardColumn.Danger, ItemKind.Fact, null, null, 1, false, "Ik ben bang");
        var writing = _table.Host.Section(TestFamily.Circle).CallAsync(s => s.RequestAsync(
            _ =>
            {
                checking.SetResult();
                return changed.Wait(Deadline) ? null : throw new TimeoutException("Waited for another plan.");
            },
            (_, id) => new SectionInput.WriteItem(id, TestFamily.As(TestFamily.Director), item)));
        await checking.Task.WaitAsync(Deadline);
        await TestFamily.ArrangeAsync(_table, new ChangeSection(TestFamily.Circle.Section, SectionMode.Released, [TestFamily.Director, TestFamily.Mark]));
        changed.Set();

        await Assert.ThrowsAsync<SectionResyncException>(async () => await await writing);

        Assert.Empty(await Sections.ItemsAsync(TestFamily.Circle));
    }

    [Fact]
    public async Task Release_BySomebodyWhoDoesNotReadTheSource_SaysNothingOfIt()
    {
        await WriteAsync("Ik ben bang");

        Assert.Equal(RefusalCodes.SectionNotAReader, (await ReleaseAsync(TestFamily.Mark))?.Code);
    }

    [Fact]
    public async Task Release_OfNoItem_IsRefused() =>
        Assert.Equal(SessionCodes.ItemUnknown, (await ReleaseAsync(TestFamily.Director))?.Code);

    [Fact]
    public async Task Push_IntoReleasedItems_IsRefused()
    {
        var loubna = new TestReader(_table, TestFamily.Loubna, 1);
        await loubna.OpenAsync(TestFamily.Circle);
        loubna.MakeItem(Item.Value, "x");

        await loubna.PushAsync();

        Assert.Equal(RefusalCodes.SectionReadOnly, (await loubna.NextAsync<Refused>()).Code);
    }

    [Fact]
    public async Task Presence_InReleasedItems_IsShownToNobody()
    {
        var loubna = new TestReader(_table, TestFamily.Loubna, 1);
        var mark = new TestReader(_table, TestFamily.Mark, 2);
        await loubna.OpenAsync(TestFamily.Circle);
        await mark.OpenAsync(TestFamily.Circle);
        await Sections.SetPresenceAsync(TestFamily.Circle, mark.Id, null, true);

        _table.Advance(SectionCaps.Default.PresenceTick);
        await Sections.ItemsAsync(TestFamily.Circle);

        Assert.Empty(loubna.Heard);
        Assert.Empty(mark.Heard);
    }

    private async Task<SectionKey> OpenNarrowAsync()
    {
        var narrow = new SectionKey(TestFamily.Plan, SectionId.From("sec-narrow"));
        await TestFamily.ArrangeAsync(_table, new OpenSection(
            new Section(narrow.Section, SectionScope.Shielded, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia])));
        return narrow;
    }

    // Acknowledged where the item is, while it is on its way to the disk over there.
    private void TypeMeanwhile(SectionKey over, TestReader typist, string words = ", ook nu") => _table.Journal.Before = (over.Stream, async () =>
    {
        typist.Text(Item.Value).Insert(typist.Text(Item.Value).Length, words);
        await typist.PushToDiskAsync();
    }
    );

    private Task<Refusal?> MoveAsync(SectionKey into) => _table.Get<ItemRelease>().ReleaseAsync(
        TestFamily.As(TestFamily.Nadia), TestFamily.Plan, TestFamily.HerSide.Section, Item, into.Section);

    private static (bool Withdrawn, string Text) Left(IReadOnlyList<CardItem> items) => items.Select(i => (i.Withdrawn, i.Text)).Single();

    private async Task<TestReader> WriteAsync(string text, ItemId? item = null, double order = 1, string speaker = "")
    {
        var nadia = new TestReader(_table, TestFamily.Nadia, 5);
        await nadia.OpenAsync(TestFamily.HerSide);
        nadia.MakeItem((item ?? Item).Value, text, order, speaker);
        await nadia.PushToDiskAsync();
        return nadia;
    }

    private Task<Refusal?> ReleaseAsync(PersonId by, ItemId? item = null) => _table.Get<ItemRelease>().ReleaseAsync(
        TestFamily.As(by), TestFamily.Plan, TestFamily.HerSide.Section, item ?? Item, TestFamily.Circle.Section);
}
