using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Tests.Meetings;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>Somebody is protected while all sit in one section in which the word stands already.</summary>
public sealed class WithholdingTests : IAsyncLifetime
{
    private const string Hers = "i-aaaaaaaaaaaaaaaa";
    private const string Guess = "i-bbbbbbbbbbbbbbbb";
    private const string Harmless = "i-cccccccccccccccc";
    private static readonly SectionKey Section = TestFamily.Circle;
    private static readonly StreamId PlanStream = new($"plan/{TestFamily.Plan}");
    private TestTable _table = null!;
    private TestReader _nadia = null!;
    private TestReader _mark = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_table, protection: false);
        _nadia = new TestReader(_table, TestFamily.Nadia, 1);
        _mark = new TestReader(_table, TestFamily.Mark, 2);
        await _nadia.OpenAsync(Section);
        await _mark.OpenAsync(Section);
        _nadia.MakeItem(Hers, "Wij slapen in de Vlierstraat.");
        _nadia.MakeItem(Harmless, "Wij wandelen elke week.");
        await _nadia.PushToDiskAsync();
        _mark.MakeItem(Guess, "Zij zit vast in de Vlierstraat.");
        await _mark.PushToDiskAsync();
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Protection_TakesTheWordAwayFromTheOtherSideAtOnce_AndFromNobodyElse()
    {
        Assert.Null(await ProtectAsync());

        await _mark.NextAsync<Shut>();
        var again = new TestReader(_table, TestFamily.Mark, 3);
        Assert.Null((await again.OpenAsync(Section)).Refusal);
        Assert.Equal(["", "Wij wandelen elke week.", "Zij zit vast in de Vlierstraat."], TextsOf(again));
        Assert.False(Holds(again, "slapen"), "the bytes hold what was taken away");
        Assert.Equal(SectionMode.Released, (await StateAsync()).Section(Section.Section)!.Mode);

        var apart = await ApartAsync();
        var loubna = new TestReader(_table, TestFamily.Loubna, 4);
        Assert.Null((await loubna.OpenAsync(apart)).Refusal);
        Assert.Equal(["Wij slapen in de Vlierstraat."], TextsOf(loubna));
        Assert.Equal(TestFamily.Nadia.Value, ((Yjs.YMap)loubna.Items.Get(Hers)!).Get("speaker"));
        Assert.Equal(RefusalCodes.SectionNotAReader, (await new TestReader(_table, TestFamily.Mark, 5).OpenAsync(apart)).Refusal?.Code);
    }

    [Fact]
    public async Task Reader_WhoStaysInTheSection_SeesTheWordGoWithoutOpeningAgain()
    {
        await ProtectAsync();

        while (_nadia.Text(Hers).Length > 0)
            _nadia.Doc.ApplyUpdate((await _nadia.NextAsync<Sessions.Sections.SectionUpdate>()).Update.Span);

        Assert.DoesNotContain(_nadia.Heard, m => m is Shut or Resync);
    }

    [Fact]
    public async Task Word_SavedBetweenTheLookAndTheProtection_IsTakenAwayToo()
    {
        _table.Journal.Before = (PlanStream, async () =>
        {
            _nadia.Text(Harmless).Insert(0, "In de Vlierstraat: ");
            await _nadia.PushToDiskAsync();
        }
        );

        Assert.Null(await ProtectAsync());

        var mark = new TestReader(_table, TestFamily.Mark, 3);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        Assert.Equal(["", "", "Zij zit vast in de Vlierstraat."], TextsOf(mark));
    }

    [Fact]
    public async Task Section_WhoseItemsCouldNotBeTakenApart_StaysClosedUntilTheDueWorkDidIt()
    {
        _table.Journal.Before = (PlanStream, () =>
        {
            // Set, and then the disk is away.
            _table.Journal.Before = (Section.Stream, () => throw new JournalUnavailableException("The test says so."));
            return Task.CompletedTask;
        }
        );

        Assert.Null(await ProtectAsync());

        Assert.Equal(RefusalCodes.SectionNotAReader, (await new TestReader(_table, TestFamily.Mark, 3).OpenAsync(Section)).Refusal?.Code);
        await _table.RestartAsync();
        Assert.Equal(RefusalCodes.SectionNotAReader, (await new TestReader(_table, TestFamily.Mark, 4).OpenAsync(Section)).Refusal?.Code);

        _table.Advance(TimeSpan.FromMinutes(1));
        var due = Assert.Single(await _table.Journal.TakeDueAsync(PlanDue.WithholdKind, _table.Now, TimeSpan.FromMinutes(1), 8));
        await _table.Get<PlanArranging>().WithholdAsync(PlanDue.PlanOf(due.Work));

        var mark = new TestReader(_table, TestFamily.Mark, 5);
        Assert.Null((await mark.OpenAsync(Section)).Refusal);
        Assert.Equal(["", "Wij wandelen elke week.", "Zij zit vast in de Vlierstraat."], TextsOf(mark));
    }

    [Fact]
    public async Task Minutes_ComposedBeforeItemsWereTakenApart_HoldWhatTheReadersReadAfterIt()
    {
        _table.Journal.Before = (PlanStream, () =>
        {
            _table.Journal.Before = (Section.Stream, () => throw new JournalUnavailableException("The test says so."));
            return Task.CompletedTask;
        }
        );
        Assert.Null(await ProtectAsync());
        await TestMeeting.HoldAsync(_table);

        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());

        var minutes = Assert.Single((await StateAsync()).Minutes);
        var stored = await MinutesStream.ReadAsync(_table.Journal, minutes.Id, TestFamily.Mark);
        var content = JsonSerializer.Deserialize<MinutesContent>(stored!.Value.Span, DomainJson.Options)!;
        Assert.Equal(["Wij wandelen elke week.", "Zij zit vast in de Vlierstraat."], content.Card.Select(i => i.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Section_WhoseItemWasTakenApartAndIsNotOnDiskYet_IsNotOpenedByWhoeverDoesItToo()
    {
        Task? second = null;
        _table.Journal.Before = (PlanStream, () =>
        {
            _table.Journal.Before = (Section.Stream, async () =>
            {
                second = _table.Get<PlanArranging>().WithholdAsync(TestFamily.Plan);
                for (var turn = 0; turn < 200 && !second.IsCompleted; turn++)
                    await _table.Get<SectionCalls>().ItemsAsync(Section);
                throw new JournalUnavailableException("The test says so.");
            }
            );
            return Task.CompletedTask;
        }
        );

        Assert.Null(await ProtectAsync());
        await Task.WhenAny(second!).WaitAsync(TimeSpan.FromMinutes(2));

        var mark = new TestReader(_table, TestFamily.Mark, 3);
        await mark.OpenAsync(Section);
        Assert.False(Holds(mark, "slapen"));
    }

    [Fact]
    public async Task Item_TakenApart_IsNobodysOwn_NotOfWhoSaidItEither()
    {
        ((Yjs.YMap)_nadia.Items.Get(Hers)!).Set("speaker", TestFamily.Mark.Value);
        await _nadia.PushToDiskAsync();
        await ProtectAsync();
        var apart = await ApartAsync();

        var card = await _table.Get<CardReading>().ItemsAsync(await StateAsync());

        var item = Assert.Single(card, i => i.Section == apart.Section);
        Assert.Equal("Wij slapen in de Vlierstraat.", item.Text);
        Assert.Null(item.Author);
        Assert.Equal(TestFamily.Mark, Assert.Single(card, i => i.Id == ItemId.From(Guess)).Author);
    }

    [Fact]
    public async Task History_AfterTheProtection_IsWithoutTheWordForADirectorWhoIsKeptFromIt()
    {
        var director = TestFamily.As(TestFamily.Director);
        var history = _table.Get<SectionHistory>();
        var before = (await history.ListAsync(Section, director, null, null, 50)).Value!;
        await history.NameAsync(Section, TestFamily.As(TestFamily.Director), "Met adres");
        Assert.Contains(before.Steps.SelectMany(s => s.Items), i => i.Item.Text.Contains("slapen", StringComparison.Ordinal));
        _table.Advance(TimeSpan.FromMinutes(5));
        _nadia.Text(Harmless).Insert(0, "Samen: ");
        await _nadia.PushToDiskAsync();

        Assert.Null(await ProtectFromAsync(TestFamily.Director, TestFamily.Mark));

        var after = (await history.ListAsync(Section, director, null, null, 50)).Value!;
        var texts = after.Steps.SelectMany(s => s.Items).Select(i => i.Item.Text).ToList();
        Assert.Contains("Samen: Wij wandelen elke week.", texts);
        Assert.Contains("Zij zit vast in de Vlierstraat.", texts);
        Assert.DoesNotContain(texts, text => text.Contains("slapen", StringComparison.Ordinal));
        var then = (await history.ReadAsync(Section, director, before.Steps[0].Seq)).Value!;
        Assert.Equal([Guess, Harmless], then.Items.Select(i => i.Id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Item_TakenApart_IsRewrittenAndGivenBackByTheDirector()
    {
        await ProtectAsync();
        var apart = await ApartAsync();
        var release = _table.Get<ItemRelease>();
        var director = TestFamily.As(TestFamily.Director);
        Assert.Equal(RefusalCodes.SectionProtectedWord, (await release.ReleaseAsync(director, TestFamily.Plan, apart.Section, ItemId.From(Hers), Section.Section))?.Code);

        var nadia = new TestReader(_table, TestFamily.Nadia, 6);
        await nadia.OpenAsync(apart);
        nadia.Text(Hers).Delete(0, nadia.Text(Hers).Length);
        nadia.Text(Hers).Insert(0, "Wij slapen veilig.");
        await nadia.PushToDiskAsync();
        Assert.Null(await release.ReleaseAsync(director, TestFamily.Plan, apart.Section, ItemId.From(Hers), Section.Section));

        var mark = new TestReader(_table, TestFamily.Mark, 7);
        await mark.OpenAsync(Section);
        Assert.Contains("Wij slapen veilig.", TextsOf(mark));
    }

    [Fact]
    public async Task Word_AddedToAProtection_IsLookedForToo()
    {
        await ProtectAsync();
        _table.Journal.Before = null;

        Assert.Null(await ProtectAsync("wandelen"));

        var mark = new TestReader(_table, TestFamily.Mark, 8);
        await mark.OpenAsync(Section);
        Assert.Equal(["", "", "Zij zit vast in de Vlierstraat."], TextsOf(mark));
    }

    private static List<string> TextsOf(TestReader reader) => [.. reader.Items.Keys.Select(key => reader.Text(key).ToString()).Order(StringComparer.Ordinal)];

    private static bool Holds(TestReader reader, string word) =>
        System.Text.Encoding.UTF8.GetString(reader.Doc.EncodeStateAsUpdate()).Contains(word, StringComparison.Ordinal);

    private Task<Refusal?> ProtectAsync(params string[] more) => ProtectAsync([TestFamily.Mark], more);

    private Task<Refusal?> ProtectFromAsync(params PersonId[] from) => ProtectAsync(from, []);

    private Task<Refusal?> ProtectAsync(PersonId[] from, string[] more) => _table.Get<PlanArranging>().SetupAsync(
        from.Contains(TestFamily.Director) ? Caller.Server(TestFamily.Director) : TestFamily.As(TestFamily.Director),
        TestFamily.Plan,
        $"protect-{more.Length}",
        new SetProtection(new ProtectionRelation(
            ProtectionId.From("prot-1"), [TestFamily.Nadia], from, [], "adres", ["Vlierstraat", .. more], "ernstig geweld", new DateOnly(2026, 8, 1))));

    private Task<FamilyPlan> StateAsync() => _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());

    private async Task<SectionKey> ApartAsync() => new(TestFamily.Plan, (await StateAsync()).Withholdings.Single().Into!.Value);
}
