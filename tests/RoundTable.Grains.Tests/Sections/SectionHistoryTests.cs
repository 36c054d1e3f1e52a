using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Grains.Tests.Sections;

public sealed class SectionHistoryTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private const string Other = "i-bbbbbbbbbbbbbbbb";
    private static readonly SectionKey Section = TestFamily.Circle;
    private static readonly Caller Director = TestFamily.As(TestFamily.Director);
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(10);
    private TestTable _table = null!;

    private SectionHistory History => _table.Get<SectionHistory>();

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task List_AfterTypingAtTwoMoments_TellsWhoChangedWhatWhen()
    {
        var (nadia, loubna) = await WriteTwiceAsync();

        var page = await PageAsync();

        Assert.Equal(["Ik was bang", "Ik ben bang"], page.Steps.Select(s => s.Items.Single(i => i.Item.Id == ItemId.From(Item)).Item.Text));
        Assert.Equal(
            ["p-loubna p-nadia", "p-nadia"],
            page.Steps.Select(s => string.Join(' ', s.Items.SelectMany(i => i.By).Select(p => p.Value).Order())));
        Assert.True(page.Steps[0].From - page.Steps[1].Until >= AWhile);
        Assert.False(page.HasEarlier);
        Assert.NotNull(nadia);
        Assert.NotNull(loubna);
    }

    [Fact]
    public async Task List_OfOneItemAndOnlyOne_ShowsNothingElseAndSaysThatThereIsMore()
    {
        await WriteTwiceAsync();

        var page = Value(await History.ListAsync(Section, Director, ItemId.From(Item), null, 1));
        var before = Value(await History.ListAsync(Section, Director, ItemId.From(Item), page.Steps[0].Seq, 1));
        var other = Value(await History.ListAsync(Section, Director, ItemId.From(Other), null, 10));

        Assert.True(page.HasEarlier);
        Assert.Equal("Ik was bang", Assert.Single(Assert.Single(page.Steps).Items).Item.Text);
        Assert.Equal("Ik ben bang", Assert.Single(Assert.Single(before.Steps).Items).Item.Text);
        Assert.False(before.HasEarlier);
        Assert.Equal([TestFamily.Loubna], Assert.Single(Assert.Single(other.Steps).Items).By);
    }

    [Theory]
    [InlineData("p-nadia", RefusalCodes.PlanNotDirector)]
    [InlineData("p-mark", RefusalCodes.SectionNotAReader)]
    public async Task History_ForAnybodyButTheDirector_IsRefused(string person, string code)
    {
        await WriteTwiceAsync();
        await SetupAsync(new ChangeSection(Section.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));
        var caller = TestFamily.As(PersonId.From(person));

        Assert.Equal(code, (await History.ListAsync(Section, caller, null, null, 10)).Refusal?.Code);
        Assert.Equal(code, (await History.ReadAsync(Section, caller, 1)).Refusal?.Code);
        Assert.Equal(code, (await History.RestoreAsync(Section, caller, 1, null))?.Code);
        Assert.Equal(code, (await History.NameAsync(Section, caller, "Voor het gesprek"))?.Code);
    }

    [Fact]
    public async Task History_OfSomebodyElseInTheNameOfTheDirector_IsRefused()
    {
        await WriteTwiceAsync();

        var thief = Director with { Subject = SubjectId.From("s-other") };

        Assert.Equal(RefusalCodes.PlanNotAMember, (await History.ListAsync(Section, thief, null, null, 10)).Refusal?.Code);
    }

    [Fact]
    public async Task Read_AnEarlierMoment_ShowsAllOfItAsItWas()
    {
        await WriteTwiceAsync();
        var first = (await PageAsync()).Steps[^1];

        var then = Value(await History.ReadAsync(Section, Director, first.Seq));

        Assert.Equal(("Ik ben bang", TestFamily.Nadia), (Assert.Single(then.Items).Text, then.Items[0].Author));
        Assert.Equal(first.Until, then.At);
        Assert.Equal(SessionCodes.MomentUnknown, (await History.ReadAsync(Section, Director, 999)).Refusal?.Code);
        Assert.Equal(SessionCodes.MomentUnknown, (await History.ReadAsync(Section, Director, 0)).Refusal?.Code);
    }

    [Fact]
    public async Task Restore_AnItem_IsANewChangeOfTheDirectorThatAllSee()
    {
        var (nadia, loubna) = await WriteTwiceAsync();
        var head = await _table.Journal.HeadAsync(Section.Stream);

        Assert.Null(await History.RestoreAsync(Section, Director, (await PageAsync()).Steps[^1].Seq, ItemId.From(Item)));

        await CatchUpAsync(nadia, "Ik ben bang");
        await CatchUpAsync(loubna, "Ik ben bang");
        Assert.Equal("Ik ook", loubna.Text(Other).ToString());
        Assert.Equal(head + 1, await _table.Journal.HeadAsync(Section.Stream));
        Assert.Equal([TestFamily.Director], (await PageAsync()).Steps[0].Items.Single(i => i.Item.Id == ItemId.From(Item)).By.Except([TestFamily.Nadia]));
        Assert.True((await _table.Journal.VerifyAsync(Section.Stream)).Intact);

        // Again changes nothing; and the letters belong to the director, whoever forges them.
        Assert.Null(await History.RestoreAsync(Section, Director, 1, ItemId.From(Item)));
        Assert.Equal(head + 1, await _table.Journal.HeadAsync(Section.Stream));
        await _table.RestartAsync();
        Assert.Equal("Ik ben bang", (await _table.Get<SectionCalls>().ItemsAsync(Section)).Single(i => i.Id == ItemId.From(Item)).Text);
    }

    [Fact]
    public async Task Restore_TheSection_TakesOffWhatWasNotThereYet()
    {
        await WriteTwiceAsync();

        Assert.Null(await History.RestoreAsync(Section, Director, (await PageAsync()).Steps[^1].Seq, null));

        var items = await _table.Get<SectionCalls>().ItemsAsync(Section);
        Assert.Equal(("Ik ben bang", false), items.Where(i => i.Id == ItemId.From(Item)).Select(i => (i.Text, i.Withdrawn)).Single());
        Assert.Equal(("Ik ook", true), items.Where(i => i.Id == ItemId.From(Other)).Select(i => (i.Text, i.Withdrawn)).Single());
    }

    [Theory]
    [InlineData(Item)]
    [InlineData(null)]
    public async Task Restore_OfAnItemThatMovedAndIsUsedAgain_KeepsItsWordsAway(string? item)
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();
        var before = (await PageAsync()).Steps[0].Seq;
        var narrow = SectionId.From("sec-narrow");
        await TestFamily.ArrangeAsync(_table, new OpenSection(new Section(narrow, SectionScope.Shielded, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia])));
        Assert.Null(await _table.Get<ItemRelease>().ReleaseAsync(TestFamily.As(TestFamily.Nadia), Section.Plan, Section.Section, ItemId.From(Item), narrow));
        await CatchUpAsync(nadia, "");
        ((Yjs.YMap)nadia.Items.Get(Item)!).Set("status", "onTable");
        nadia.Text(Item).Insert(0, "Wij wandelen");
        await nadia.PushToDiskAsync();

        Assert.Null(await History.RestoreAsync(Section, Director, before, item is null ? null : ItemId.From(item)));

        Assert.Equal([("Wij wandelen", false)], (await _table.Get<SectionCalls>().ItemsAsync(Section)).Select(i => (i.Text, i.Withdrawn)));
    }

    [Fact]
    public async Task Restore_WhereNobodyTypes_IsRefused()
    {
        await WriteTwiceAsync();
        await SetupAsync(new ChangeSection(
            Section.Section, SectionMode.Released, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));

        Assert.Equal(RefusalCodes.SectionReadOnly, (await History.RestoreAsync(Section, Director, 1, null))?.Code);
        Assert.Equal(SessionCodes.ItemUnknown, (await History.RestoreAsync(Section, Director, 1, ItemId.From(Other)))?.Code);
    }

    [Fact]
    public async Task Name_AMoment_IsTheEndOfAStepAlsoInTheMiddleOfTyping()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ik");
        await nadia.PushToDiskAsync();
        Assert.Null(await History.NameAsync(Section, Director, " Voor het gesprek "));
        nadia.Text(Item).Insert(2, " ben bang");
        await nadia.PushToDiskAsync();

        var page = await PageAsync();

        var moment = Assert.Single(page.Moments);
        Assert.Equal((MomentKind.Named, "Voor het gesprek", 1L), (moment.Kind, moment.Name, moment.Seq));
        Assert.Equal(["Ik ben bang", "Ik"], page.Steps.Select(s => Assert.Single(s.Items).Item.Text));
        Assert.Equal(RefusalCodes.PlanTextLength, (await History.NameAsync(Section, Director, new string('x', 81)))?.Code);
        Assert.Equal(RefusalCodes.PlanTextLength, (await History.NameAsync(Section, Director, " "))?.Code);
    }

    [Fact]
    public async Task Moments_AMeetingBeganAndEnded_NameHowTheSectionStood()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ervoor");
        await nadia.PushToDiskAsync();
        foreach (var command in new MeetingCommand[] { new EnterRoom(TestFamily.Room), new MoveToPhase(TestFamily.Room, MeetingPhase.Welcome) })
        {
            Assert.Null(await _table.Host.Meeting(TestFamily.Meeting)
                .CallAsync(m => m.CommandAsync(Director, $"op-{command.GetType().Name}", command)));
        }

        _table.Advance(TimeSpan.FromSeconds(1));
        nadia.Text(Item).Insert(6, ", erin");
        await nadia.PushToDiskAsync();
        _table.Advance(TimeSpan.FromSeconds(1));
        await MeetingAsync(new MeetingClosed(null, "Het is klaar.", _table.Now));
        _table.Advance(TimeSpan.FromSeconds(1));
        nadia.Text(Item).Insert(12, ", erna");
        await nadia.PushToDiskAsync();

        var page = await PageAsync();

        Assert.Equal([MomentKind.MeetingEnd, MomentKind.MeetingStart], page.Moments.Select(m => m.Kind));
        Assert.All(page.Moments, m => Assert.Equal(TestFamily.Meeting, m.Meeting));
        Assert.Equal([2L, 1L], page.Moments.Select(m => m.Seq));
        Assert.Equal(["Ervoor, erin, erna", "Ervoor, erin", "Ervoor"], page.Steps.Select(s => Assert.Single(s.Items).Item.Text));
    }

    [Fact]
    public async Task List_WhileAWordIsBeingProtectedFromWhoLooks_ShowsItNoMore()
    {
        await WriteSecretAsync();

        var page = Value(await ProtectMeanwhileAsync(() => History.ListAsync(Section, Director, null, null, 50)));

        Assert.DoesNotContain(page.Steps.SelectMany(s => s.Items), i => i.Item.Text.Contains("Vlierstraat", StringComparison.Ordinal));
        Assert.Contains(page.Steps.SelectMany(s => s.Items), i => i.Item.Text == "Ik ben bang");
    }

    [Fact]
    public async Task Read_WhileAWordIsBeingProtectedFromWhoLooks_ShowsItNoMore()
    {
        await WriteSecretAsync();
        var seq = await _table.Journal.HeadAsync(Section.Stream);

        var then = Value(await ProtectMeanwhileAsync(() => History.ReadAsync(Section, Director, seq)));

        Assert.Equal("Ik ben bang", Assert.Single(then.Items).Text);
    }

    private static T Value<T>(Answer<T> answer)
        where T : class
    {
        Assert.Null(answer.Refusal);
        return answer.Value!;
    }

    private static async Task CatchUpAsync(TestReader reader, string text)
    {
        while (reader.Text(Item).ToString() != text)
        {
            reader.Doc.ApplyUpdate((await reader.NextAsync<Sessions.Sections.SectionUpdate>()).Update.Span);
        }
    }

    /// <summary>Nadia: "Ik ben bang". A while later she makes it "Ik was bang", and Loubna adds "Ik ook".</summary>
    private async Task<(TestReader Nadia, TestReader Loubna)> WriteTwiceAsync()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();
        _table.Advance(AWhile);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        nadia.Text(Item).Delete(3, 3);
        nadia.Text(Item).Insert(3, "was");
        await nadia.PushToDiskAsync();
        loubna.MakeItem(Other, "Ik ook");
        await loubna.PushToDiskAsync();
        return (nadia, loubna);
    }

    /// <summary>Nadia: "Ik ben bang", and where she lives.</summary>
    private async Task WriteSecretAsync()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ik ben bang");
        nadia.MakeItem(Other, "Ik woon in de Vlierstraat");
        await nadia.PushToDiskAsync();
    }

    /// <summary>What somebody is answered who looked before a word became protected from them, and was not answered yet.</summary>
    private async Task<T> ProtectMeanwhileAsync<T>(Func<Task<T>> look)
    {
        Task<T> looking;
        using (_table.Journal.HoldReading(Section.Stream))
        {
            looking = look();
            await _table.Journal.ReadingHeld;

            // What is taken away for it is a step of its own.
            _table.Advance(AWhile);
            await TestFamily.ArrangeAsync(_table, new SetProtection(new ProtectionRelation(
                ProtectionId.From("prot-late"), [TestFamily.Nadia], [TestFamily.Director], [], "adres", ["Vlierstraat"], "ernstig geweld", new DateOnly(2026, 8, 1))));
        }

        return await looking;
    }

    private async Task<SectionHistoryPage> PageAsync() => Value(await History.ListAsync(Section, Director, null, null, 50));

    private async Task<TestReader> JoinAsync(PersonId person, ulong client)
    {
        var reader = new TestReader(_table, person, client);
        Assert.NotNull((await reader.OpenAsync(Section)).Opened);
        return reader;
    }

    private async Task MeetingAsync(MeetingEvent happened)
    {
        var record = EventJson.Write(happened);
        await _table.Journal.AppendAsync(new Append(
            new StreamId($"meeting/{TestFamily.Meeting}"),
            new Actor(TestFamily.Director.Value, "CaseDirector", "session-director"),
            [new NewRecord(record.Kind, record.Version, record.Payload)]));
    }

    private async Task SetupAsync(PlanSetup setup) =>
        Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.SetupAsync(Director, "op-1", setup)));
}
