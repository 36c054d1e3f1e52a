using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

public sealed class SectionGrainTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private static readonly SectionKey Section = TestFamily.Circle;
    private TestTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Push_TwoReaders_OneIsAcknowledgedTheOtherUpdated()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);

        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();

        loubna.Doc.ApplyUpdate((await loubna.NextAsync<SectionUpdate>()).Update.Span);
        Assert.Equal("Ik ben bang", loubna.Text(Item).ToString());
        Assert.DoesNotContain(nadia.Heard, m => m is SectionUpdate);
    }

    [Fact]
    public async Task Reader_WhoseDoorThrows_CostsNobodyElseAnythingAndMustOpenAgain()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        var mark = await JoinAsync(TestFamily.Mark, 3);
        loubna.Throws = true;

        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();

        await mark.NextAsync<SectionUpdate>();
        await loubna.NextAsync<Resync>();
        loubna.Throws = false;
        nadia.Text(Item).Insert(0, "x");
        await nadia.PushToDiskAsync();
        Assert.DoesNotContain(loubna.Heard, m => m is SectionUpdate);
        Assert.Null((await loubna.OpenAsync(Section)).Refusal);
        Assert.Equal("xIk ben bang", loubna.Text(Item).ToString());
    }

    [Fact]
    public async Task Push_WhileTheDiskIsBusy_IsNeitherAcknowledgedNorShown()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);

        using (_table.Journal.Hold())
        {
            nadia.MakeItem(Item, "Ik ben bang");
            await nadia.PushAsync();
            var items = await _table.Get<SectionCalls>().ItemsAsync(Section);
            Assert.Single(items);
            Assert.Empty(nadia.Heard);
            Assert.Empty(loubna.Heard);
        }

        await nadia.NextAsync<Acknowledged>();
        await loubna.NextAsync<SectionUpdate>();
    }

    [Fact]
    public async Task Open_WhileTheDiskIsBusy_WaitsForWhatIsInIt()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = new TestReader(_table, TestFamily.Loubna, 2);
        Task<OpenResult> opening;
        using (_table.Journal.Hold())
        {
            nadia.MakeItem(Item, "Ik ben bang");
            await nadia.PushAsync();
            opening = loubna.OpenAsync(Section);
            await _table.Get<SectionCalls>().ItemsAsync(Section);
            Assert.False(opening.IsCompleted);
        }

        Assert.NotNull((await opening).Opened);
        Assert.Equal("Ik ben bang", loubna.Text(Item).ToString());
    }

    [Fact]
    public async Task Acknowledgement_OfSomebodyWhoIsOpeningAgain_DoesNotCallToldWhatWasNot()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        Task<OpenResult> opening;
        using (_table.Journal.Hold())
        {
            // The first goes to the disk alone; the others gather behind it.
            nadia.MakeItem(Item, "");
            await nadia.PushAsync();
            nadia.MakeItem("i-bbbbbbbbbbbbbbbb", "");
            await nadia.PushAsync();
            loubna.MakeItem("i-cccccccccccccccc", "");
            await loubna.PushAsync();
            opening = nadia.OpenAsync(Section);
            await _table.Get<SectionCalls>().ItemsAsync(Section);
        }

        await nadia.NextAsync<Acknowledged>();
        Assert.False((await nadia.NextAsync<Acknowledged>()).Told);
        Assert.True((await loubna.NextAsync<Acknowledged>()).Told);
        Assert.NotNull((await opening).Opened);
        Assert.DoesNotContain(nadia.Heard, m => m is SectionUpdate);
    }

    [Fact]
    public async Task WhatCannotBeToldTogether_IsFoundByAllWhenTheyOpenAgain()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        byte[] typed = [];
        loubna.Doc.Update += made => typed = made.Bytes;
        using (_table.Journal.Hold())
        {
            nadia.MakeItem(Item, "");
            await nadia.PushAsync();
            nadia.MakeItem("i-bbbbbbbbbbbbbbbb", "");
            await nadia.PushAsync();
            loubna.MakeItem("i-cccccccccccccccc", "");
            await loubna.PushAsync();
            await _table.Get<SectionCalls>().ItemsAsync(Section);

            // Against the rules of whoever pushes: it stands on the disk, but not in the memory that it is told from.
            _table.Journal.After = (Section.Stream, 2, () => Array.Fill(typed, byte.MaxValue));
        }

        await nadia.NextAsync<Resync>();
        await loubna.NextAsync<Resync>();
        Assert.Null((await nadia.OpenAsync(Section)).Refusal);
        Assert.Equal(3, nadia.Items.Keys.Count());
        Assert.Equal(3, (await _table.Get<SectionCalls>().ItemsAsync(Section)).Count);
    }

    [Fact]
    public async Task Restart_WhatWasAcknowledged_IsThereWithItsAuthors()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();

        await _table.RestartAsync();

        var item = Assert.Single(await _table.Get<SectionCalls>().ItemsAsync(Section));
        Assert.Equal(("Ik ben bang", TestFamily.Nadia), (item.Text, item.Author));
        var thief = await JoinAsync(TestFamily.Loubna, 1);
        thief.Text(Item).Insert(0, "Niet waar: ");
        await thief.PushAsync();
        Assert.Equal(RefusalCodes.SectionForeignClient, (await thief.NextAsync<Refused>()).Code);
    }

    [Theory]
    [InlineData("noSnapshot")]
    [InlineData("ofALaterFormat")]
    [InlineData("withoutWhatItBuildsOn")]
    public async Task Restart_WithASnapshotThatCannotBeRead_ReadsTheRecords(string damage)
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "bang");
        await nadia.PushToDiskAsync();
        var first = nadia.Doc.EncodeStateVector();
        nadia.Text(Item).Insert(0, "Ik ben ");
        await nadia.PushToDiskAsync();
        var owners = new Dictionary<ulong, PersonId> { [1] = TestFamily.Nadia };
        var (version, payload) = damage switch
        {
            "noSnapshot" => (SectionSnapshot.Version, new byte[] { 1, 0, 0, 0, 7 }),
            "ofALaterFormat" => (SectionSnapshot.Version + 1, []),
            _ => (SectionSnapshot.Version, new SectionSnapshot(owners, nadia.Doc.EncodeStateAsUpdate(first)).Write()),
        };
        await _table.Journal.SaveSnapshotAsync(new Snapshot(Section.Stream, 2, version, payload));

        await _table.RestartAsync();

        var item = Assert.Single(await _table.Get<SectionCalls>().ItemsAsync(Section));
        Assert.Equal(("Ik ben bang", TestFamily.Nadia), (item.Text, item.Author));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_Fails_NobodyIsToldAndEverybodyComesBack(bool onDiskAllTheSame)
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        nadia.MakeItem(Item, "Ik ben bang");
        _table.Journal.FailBefore = onDiskAllTheSame ? 0 : 1;
        _table.Journal.FailAfter = onDiskAllTheSame ? 1 : 0;

        await nadia.PushAsync();
        await nadia.NextAsync<Resync>();
        await loubna.NextAsync<Resync>();

        Assert.DoesNotContain(nadia.Heard, m => m is Acknowledged);
        Assert.DoesNotContain(loubna.Heard, m => m is SectionUpdate);
        Assert.Equal(onDiskAllTheSame ? 1 : 0, await _table.Journal.HeadAsync(Section.Stream));
        await loubna.OpenAsync(Section);
        await nadia.OpenAsync(Section);
        if (!onDiskAllTheSame)
        {
            await nadia.PushToDiskAsync();
            loubna.Doc.ApplyUpdate((await loubna.NextAsync<SectionUpdate>()).Update.Span);
        }

        Assert.Equal("Ik ben bang", loubna.Text(Item).ToString());
    }

    [Fact]
    public async Task Append_Fails_NothingThatBuildsOnItIsWritten()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        using (_table.Journal.Hold())
        {
            nadia.MakeItem(Item, "bang");
            await nadia.PushAsync();
            nadia.Text(Item).Insert(0, "Ik ben ");
            await nadia.PushAsync();
            await _table.Get<SectionCalls>().ItemsAsync(Section);
            _table.Journal.FailBefore = 1;
        }

        await nadia.NextAsync<Resync>();
        await nadia.OpenAsync(Section);
        await nadia.PushToDiskAsync();
        await _table.RestartAsync();

        Assert.Equal("Ik ben bang", Assert.Single(await _table.Get<SectionCalls>().ItemsAsync(Section)).Text);
        Assert.Equal(1, await _table.Journal.HeadAsync(Section.Stream));
    }

    [Fact]
    public async Task Append_BehindARecordOfAnotherProcess_IsNotWritten()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var elsewhere = new TestReader(_table, TestFamily.Loubna, 2);
        elsewhere.MakeItem(Item, "bang");
        await _table.Journal.AppendAsync(new Append(
            Section.Stream,
            new Actor(TestFamily.Loubna.Value, "NetworkMember", "session-elsewhere"),
            [new NewRecord(SectionRecord.Pushed, SectionRecord.Version, elsewhere.Doc.EncodeStateAsUpdate())]));

        nadia.MakeItem("i-bbbbbbbbbbbbbbbb", "Ik ook");
        await nadia.PushAsync();
        await nadia.NextAsync<Resync>();

        Assert.Equal(1, await _table.Journal.HeadAsync(Section.Stream));
        await nadia.OpenAsync(Section);
        await nadia.PushToDiskAsync();
        Assert.Equal("bang", nadia.Text(Item).ToString());
        Assert.Equal(2, await _table.Journal.HeadAsync(Section.Stream));
    }

    [Fact]
    public async Task Open_BySomebodyElseInTheNameOfAReader_IsRefused()
    {
        var thief = new TestReader(_table, TestFamily.Nadia, 9, TestFamily.As(TestFamily.Nadia) with { Subject = SubjectId.From("s-other") });

        Assert.Equal(RefusalCodes.PlanNotAMember, (await thief.OpenAsync(Section)).Refusal?.Code);
    }

    [Fact]
    public async Task Open_ASectionThatDoesNotExist_LooksLikeOneThatIsNotYours()
    {
        var nadia = new TestReader(_table, TestFamily.Nadia, 1);

        Assert.Equal(
            RefusalCodes.SectionNotAReader,
            (await nadia.OpenAsync(new SectionKey(TestFamily.Plan, SectionId.From("nowhere")))).Refusal?.Code);
    }

    [Fact]
    public async Task Audience_LosesAReader_TheirConnectionIsShutAtOnce()
    {
        var mark = await JoinAsync(TestFamily.Mark, 1);
        var loubna = await JoinAsync(TestFamily.Loubna, 2);

        await SetupAsync(new ChangeSection(Section.Section, SectionMode.Live, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));

        Assert.Equal(RefusalCodes.SectionNotAReader, (await mark.NextAsync<Shut>()).Code);
        loubna.MakeItem(Item, "Geheim");
        await loubna.PushToDiskAsync();
        Assert.DoesNotContain(mark.Heard, m => m is SectionUpdate);
        mark.MakeItem("i-bbbbbbbbbbbbbbbb", "x");
        await mark.PushAsync();
        await mark.NextAsync<Resync>();
    }

    [Fact]
    public async Task Audience_NoLongerLive_ReadersMayNotType()
    {
        var loubna = await JoinAsync(TestFamily.Loubna, 2);

        await SetupAsync(new ChangeSection(
            Section.Section, SectionMode.Released, [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna]));

        Assert.False((await loubna.NextAsync<RightsChanged>()).CanWrite);
        loubna.MakeItem(Item, "x");
        await loubna.PushAsync();
        Assert.Equal(RefusalCodes.SectionReadOnly, (await loubna.NextAsync<Refused>()).Code);
    }

    [Fact]
    public async Task Presence_OfWhoComesWhileAnOpeningWaitsForTheDisk_IsShownToWhoeverWaits()
    {
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        var loubna = new TestReader(_table, TestFamily.Loubna, 2);
        var mark = new TestReader(_table, TestFamily.Mark, 3);
        nadia.MakeItem(Item, "Ik ben bang");
        Task<OpenResult> first, second;
        using (_table.Journal.Hold())
        {
            await nadia.PushAsync();
            first = loubna.OpenAsync(Section);
            await _table.UntilAsync(() => loubna.Heard.Any(m => m is PresenceShown), "who waits is not shown who is there");
            second = mark.OpenAsync(Section);
            await _table.UntilAsync(() => mark.Heard.Any(m => m is PresenceShown), "who waits is not shown who is there");
            await _table.Get<SectionCalls>().SetPresenceAsync(Section, mark.Id, null, typing: true);
        }

        await Task.WhenAll(first, second);
        await _table.UntilAsync(() => loubna.Heard.OfType<PresenceShown>().Last().People.Any(p => p.Person == TestFamily.Mark), "who waited is not shown who came meanwhile");
    }

    [Fact]
    public async Task Presence_ManyMoves_IsShownOncePerTick()
    {
        var loubna = await JoinAsync(TestFamily.Loubna, 2);
        var nadia = await JoinAsync(TestFamily.Nadia, 1);
        nadia.MakeItem(Item, "x");
        await nadia.PushToDiskAsync();
        var calls = _table.Get<SectionCalls>();
        foreach (var typing in new[] { true, false, true })
        {
            await calls.SetPresenceAsync(Section, nadia.Id, ItemId.From(Item), typing);
        }

        _table.Advance(SectionCaps.Default.PresenceTick);

        var shown = await loubna.NextAsync<PresenceShown>();
        Assert.Equal(new PersonPresence(TestFamily.Nadia, ItemId.From(Item), true), Assert.Single(shown.People));
        await calls.LeaveAsync(Section, nadia.Id);
        _table.Advance(SectionCaps.Default.PresenceTick);
        Assert.Empty((await loubna.NextAsync<PresenceShown>()).People);
        Assert.Equal(2, loubna.Heard.Count(m => m is PresenceShown));
    }

    [Fact]
    public async Task Turn_ThatBreaks_SendsEverybodyBackToWhatIsOnDisk()
    {
        var presence = new BreakingPresence();
        await using var table = await TestTable.StartAsync(presence);
        await TestFamily.MakeAsync(table, protection: false);
        var nadia = new TestReader(table, TestFamily.Nadia, 1);
        await nadia.OpenAsync(Section);
        nadia.MakeItem(Item, "bang");
        await nadia.PushToDiskAsync();

        presence.Breaks = true;
        await table.Get<SectionCalls>().SetPresenceAsync(Section, nadia.Id, ItemId.From(Item), typing: true);
        table.Advance(SectionCaps.Default.PresenceTick);

        await nadia.NextAsync<Resync>();
        presence.Breaks = false;
        await nadia.OpenAsync(Section);
        nadia.Text(Item).Insert(0, "Ik ben ");
        await nadia.PushToDiskAsync();
        Assert.Equal("Ik ben bang", Assert.Single(await table.Get<SectionCalls>().ItemsAsync(Section)).Text);
    }

    private async Task<TestReader> JoinAsync(PersonId person, ulong client)
    {
        var reader = new TestReader(_table, person, client);
        Assert.NotNull((await reader.OpenAsync(Section)).Opened);
        return reader;
    }

    private async Task SetupAsync(PlanSetup setup) =>
        Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.SetupAsync(TestFamily.As(TestFamily.Director), "op-1", setup)));

    private sealed class BreakingPresence : IPresenceExchange
    {
        public bool Breaks { get; set; }

        public void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here, long plan)
        {
            if (Breaks && here.Count > 0)
                throw new InvalidOperationException("Whatever it is.");
        }
    }
}
