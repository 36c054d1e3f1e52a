using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

public class PushTests
{
    private const string Item = TestClient.ItemA;
    private static readonly Refusal TooMuch = new("section.too-much-unsaved");
    private readonly TestSection _section = new("p-anna", "p-bram");
    private readonly TestClient _anna;
    private readonly TestClient _bram;

    public PushTests()
    {
        _anna = _section.Join("p-anna", 100);
        _bram = _section.Join("p-bram", 200);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
        Open(_bram);
        _bram.Pushes.Clear();
    }

    [Fact]
    public void Push_BeforeTheDiskAnswers_TellsNobody()
    {
        _anna.Text(Item).Insert(0, "x");

        var effects = _section.Handle(_anna.Pushes.Dequeue());

        Assert.IsType<SectionEffect.Append>(Assert.Single(effects));
    }

    [Fact]
    public void Push_OnDisk_IsSentToTheOthersAndThenAcknowledged()
    {
        _anna.Text(Item).Insert(0, "x");
        var push = _anna.Pushes.Dequeue();
        _section.Handle(push);

        var effects = _section.Flush();

        Assert.Collection(
            effects,
            e =>
            {
                var broadcast = Assert.IsType<SectionEffect.Broadcast>(e);
                Assert.Equal(_anna.Reader, broadcast.Except);
                Assert.Equal(push.Update, broadcast.Update.Update);
                Assert.Empty(broadcast.Update.Clients);
            },
            e => Assert.Equal(new SectionEffect.Acknowledge(_anna.Reader, push.Number), e));
    }

    [Fact]
    public void Push_FirstUseOfAClient_SaysWhoseItIs()
    {
        _bram.Text(Item).Insert(0, "x");

        var broadcast = _section.HandleAndFlush(_bram.Pushes.Dequeue()).OfType<SectionEffect.Broadcast>().Single();

        Assert.Equal("p-bram", Assert.Single(broadcast.Update.Clients, c => c.Key == 200).Value.Value);
    }

    [Fact]
    public void Push_WithManyNewClients_IsRefused()
    {
        var updates = Enumerable.Range(1, SectionLimits.NewClients + 1).Select(n => TypedBy((ulong)(1_000 + n))).ToArray();

        var refused = _section.HandleAndFlush(_anna.Numbered(Updates.Merge(updates)));
        var taken = _section.HandleAndFlush(_anna.Numbered(Updates.Merge(updates[1..])));

        Assert.Equal(
            SessionCodes.SectionTooManyClients,
            Assert.IsType<SectionEffect.Refuse>(Assert.Single(refused)).Refusal.Code);
        Assert.Single(taken.OfType<SectionEffect.Acknowledge>());
    }

    [Fact]
    public void Push_WithANewClientOfSomebodyWhoHasVeryMany_IsRefused()
    {
        for (var n = 1; n < SectionCaps.Default.ClientsPerPerson; n++)
        {
            Assert.Single(_section.HandleAndFlush(_anna.Numbered(TypedBy((ulong)(1_000 + n)))).OfType<SectionEffect.Acknowledge>());
        }

        var refused = _section.HandleAndFlush(_anna.Numbered(TypedBy(5_000)));

        Assert.Equal(
            SessionCodes.SectionTooManyClients,
            Assert.IsType<SectionEffect.Refuse>(Assert.Single(refused)).Refusal.Code);
        _anna.Text(Item).Insert(0, "x");
        Assert.Single(_section.HandleAndFlush(_anna.Pushes.Dequeue()).OfType<SectionEffect.Acknowledge>());
        _bram.Text(Item).Insert(0, "y");
        Assert.Single(_section.HandleAndFlush(_bram.Pushes.Dequeue()).OfType<SectionEffect.Acknowledge>());
    }

    [Fact]
    public void Clients_ThatNeverWrote_CountForNobody()
    {
        for (var n = 1; n <= SectionCaps.Default.ClientsPerPerson; n++)
        {
            var page = _section.Join("p-anna", (ulong)(1_000 + n));
            _section.Handle(new SectionInput.SetPresence(page.Reader, null, true, (ulong)(1_000 + n)));
            _section.Handle(new SectionInput.Leave(page.Reader));
        }

        Assert.Single(_section.HandleAndFlush(_anna.Numbered(TypedBy(5_000))).OfType<SectionEffect.Acknowledge>());
    }

    [Fact]
    public void Push_Repeated_IsAcknowledgedAgainWithoutARecord()
    {
        _anna.Text(Item).Insert(0, "x");
        var push = _anna.Pushes.Dequeue();
        _section.HandleAndFlush(push);

        var effects = _section.HandleAndFlush(push);

        Assert.IsType<SectionEffect.Acknowledge>(Assert.Single(effects));
    }

    [Fact]
    public void Push_RepeatedWhileItsRecordWaits_IsAcknowledgedOnlyWhenOnDisk()
    {
        _anna.Text(Item).Insert(0, "x");
        var push = _anna.Pushes.Dequeue();
        _section.Handle(push);

        Assert.Empty(_section.Handle(push));

        Assert.Equal(2, _section.Flush().OfType<SectionEffect.Acknowledge>().Count());
    }

    [Fact]
    public void Push_MalformedBytes_IsRefused() => AssertRefused(_anna, [0xFF, 0xFF, 0xFF], RefusalCodes.SectionMalformed);

    [Fact]
    public void Push_NoBytes_IsRefused() => AssertRefused(_anna, [], RefusalCodes.SectionMalformed);

    [Fact]
    public void Push_TooLarge_IsRefused() =>
        AssertRefused(_anna, new byte[SectionLimits.OfferedBytes + 1], RefusalCodes.SectionTooLarge);

    [Fact]
    public void Push_WithAGap_IsRefusedAndLeavesNothingWaiting()
    {
        _anna.Text(Item).Insert(0, "x");
        _anna.Pushes.Dequeue();
        _anna.Text(Item).Insert(0, "y");

        AssertRefused(_anna, _anna.Pushes.Dequeue().Update.ToArray(), RefusalCodes.SectionMissingDependencies);
    }

    [Fact]
    public void Push_DeleteOfWhatNobodyHas_IsRefused() =>
        AssertRefused(_anna, [0, 1, 100, 1, 90, 3], RefusalCodes.SectionMissingDependencies);

    [Fact]
    public void Push_UnderSomebodyElsesClient_IsRefused() => AssertRefused(
        _bram,
        _bram.Forge(d => ((YText)((YMap)d.GetMap("items").Get(Item)!).Get("text")!).Insert(0, "Ik lieg"), clientId: 100),
        RefusalCodes.SectionForeignClient);

    [Fact]
    public void Push_OfWordsWhereAnotherWroteUnderTheSameClient_IsNotCalledSaved()
    {
        var first = _section.Join("p-anna", 300);
        var second = _section.Join("p-bram", 300);
        first.MakeItem("i-bbbbbbbbbbbbbbbb", "van Anna.");
        second.MakeItem("i-cccccccccccccccc", "van Bram.");
        _section.PushAll(first);

        AssertRefused(second, second.Pushes.Dequeue().Update.ToArray(), RefusalCodes.SectionForeignClient);
    }

    [Fact]
    public void Push_OfWhatOthersWroteAsItIs_IsTaken()
    {
        _bram.Take(_section.HandleAndFlush(_bram.Opening()).OfType<SectionEffect.Opened>().Single().Reply);

        Assert.IsType<SectionEffect.Acknowledge>(Assert.Single(_section.HandleAndFlush(_bram.Numbered(_bram.Doc.EncodeStateAsUpdate()))));
    }

    [Fact]
    public void Push_UnderTheServersClient_IsRefused() => AssertRefused(
        _bram,
        _bram.Forge(d => ((YText)((YMap)d.GetMap("items").Get(Item)!).Get("text")!).Insert(0, "x"), TestSection.ServerClient),
        RefusalCodes.SectionForeignClient);

    [Fact]
    public void Push_PartlyUnderSomebodyElsesClient_ChangesNothingAtAll()
    {
        var own = _bram.Forge(d => Text(d).Insert(0, "b"));
        var foreign = _bram.Forge(d => Text(d).Insert(0, "a"), clientId: 100);

        AssertRefused(_bram, Updates.Merge(own, foreign), RefusalCodes.SectionForeignClient);
    }

    [Fact]
    public void Push_OthersLettersAlongThatTheServerHas_SendsOnOnlyWhatIsNew()
    {
        _bram.Text(Item).Insert(0, "b");
        var everything = _bram.Numbered(_bram.Doc.EncodeStateAsUpdate());

        var broadcast = _section.HandleAndFlush(everything).OfType<SectionEffect.Broadcast>().Single();

        Assert.Equal([200UL], Updates.ParseMeta(broadcast.Update.Update.Span).From.Keys);
    }

    [Fact]
    public void Push_WithBytesBehindTheUpdate_SendsThemToNobody()
    {
        _anna.Text(Item).Insert(0, "x");
        var update = _anna.Pushes.Dequeue().Update;

        var broadcast = _section.HandleAndFlush(_anna.Numbered([.. update.Span, 1, 2, 3])).OfType<SectionEffect.Broadcast>().Single();

        Assert.True(broadcast.Update.Update.Span.SequenceEqual(update.Span));
        Assert.True(_section.Disk[^1].Payload.Span.SequenceEqual(update.Span));
    }

    [Fact]
    public void Push_DeletingOthersLetters_IsAllowed()
    {
        _bram.Text(Item).Delete(0, 3);

        _section.PushAll(_bram);

        Assert.Equal("ben bang", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void Push_BySomebodyWhoOnlyReads_IsRefused()
    {
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        _anna.Text(Item).Insert(0, "x");

        AssertRefused(_anna, _anna.Pushes.Dequeue().Update.ToArray(), RefusalCodes.SectionReadOnly);
    }

    [Fact]
    public void Push_OfWhatIsKnown_BySomebodyWhoOnlyReads_IsAccepted()
    {
        _section.Change(TestSection.Released("p-anna", "p-bram"));
        var known = _bram.Doc.EncodeStateAsUpdate();

        var effect = Assert.Single(_section.HandleAndFlush(new SectionInput.Push(_bram.Reader, 9, known)));

        Assert.Equal(new SectionEffect.Acknowledge(_bram.Reader, 9), effect);
    }

    [Fact]
    public void Push_OnAConnectionOpenedToRead_IsRefused()
    {
        _section.Handle(_anna.Opening() with { ReadOnly = true });
        _anna.Text(Item).Insert(0, "x");

        AssertRefused(_anna, _anna.Pushes.Dequeue().Update.ToArray(), RefusalCodes.SectionReadOnly);
    }

    [Fact]
    public void Push_OnAConnectionThatDidNotOpen_IsAskedToOpen()
    {
        var stranger = new TestClient("p-anna", 300);
        stranger.MakeItem("i-bbbbbbbbbbbbbbbb");

        Assert.Equal(new SectionEffect.Resync(stranger.Reader), Assert.Single(_section.Handle(stranger.Pushes.Dequeue())));
    }

    [Fact]
    public void Push_MoreThanMayWaitForTheDisk_IsAskedToOpenAgain()
    {
        for (var i = 0; i < SectionCaps.Default.UnsavedUpdates; i++)
        {
            _anna.Text(Item).Insert(0, "x");
            _section.Handle(_anna.Pushes.Dequeue());
        }

        _anna.Text(Item).Insert(0, "y");

        Assert.Equal(new SectionEffect.Resync(_anna.Reader, TooMuch), Assert.Single(_section.Handle(_anna.Pushes.Dequeue())));
    }

    [Fact]
    public void Snapshots_ThatFallDueWhileTheDiskIsBusy_AreKeptOneAtATime()
    {
        for (var i = 0; i < 4 * SectionLimits.SnapshotRecords; i++)
        {
            _anna.Text(Item).Insert(0, "x");
            _section.Handle(_anna.Pushes.Dequeue());
        }

        Assert.Single(_section.Flush().OfType<SectionEffect.SaveSnapshot>());

        _anna.Text(Item).Insert(0, "y");
        var next = Assert.Single(_section.HandleAndFlush(_anna.Pushes.Dequeue()).OfType<SectionEffect.SaveSnapshot>());
        Assert.Equal(_section.Session.Head, next.Seq);
        _section.Crash();
        Assert.StartsWith("yx", Assert.Single(_section.Session.Items()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Push_MoreBytesThanMayWaitForTheDisk_IsAskedToOpenAgain()
    {
        var text = new string('\u20ac', SectionCaps.Default.ItemLength - 100);
        var pushed = 0;
        IReadOnlyList<SectionEffect> effects;
        do
        {
            _anna.Doc.Transact(_ =>
            {
                _anna.Text(Item).Delete(0, _anna.Text(Item).Length);
                _anna.Text(Item).Insert(0, text);
            });
            effects = _section.Handle(_anna.Pushes.Dequeue());
            pushed++;
        }
        while (effects.OfType<SectionEffect.Append>().Any());

        Assert.Equal(new SectionEffect.Resync(_anna.Reader, TooMuch), Assert.Single(effects));
        Assert.InRange(pushed, 1, SectionCaps.Default.UnsavedUpdates / 2);
        _section.FlushTogether();
        _bram.MakeItem("i-bbbbbbbbbbbbbbbb");
        Assert.Contains(_section.HandleAndFlush(_bram.Pushes.Dequeue()), e => e is SectionEffect.Acknowledge);
    }

    [Fact]
    public void Push_BehindOneThatDidNotFit_IsNotRefusedForWhatItBuildsOn_UntilOpenedAgain()
    {
        for (var n = 0; n < SectionCaps.Default.UnsavedUpdates; n++)
        {
            _anna.Text(Item).Insert(0, "a");
            _section.Handle(_anna.Pushes.Dequeue());
        }

        _anna.Text(Item).Insert(0, "b");
        Assert.Equal(new SectionEffect.Resync(_anna.Reader, TooMuch), Assert.Single(_section.Handle(_anna.Pushes.Dequeue())));
        _section.FlushTogether();
        _anna.Text(Item).Insert(0, "c");
        Assert.Equal(new SectionEffect.Resync(_anna.Reader, TooMuch), Assert.Single(_section.Handle(_anna.Pushes.Dequeue())));

        _anna.Take(_section.HandleAndFlush(_anna.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        Assert.Contains(_section.HandleAndFlush(_anna.Pushes.Dequeue()), e => e is SectionEffect.Acknowledge);
        Assert.Equal(Json.Of(_anna.Doc), _section.Read("p-anna"));
    }

    [Fact]
    public void Push_TheSameWithoutEndWhileTheDiskIsBusy_IsAskedToOpenAgain()
    {
        _anna.Text(Item).Insert(0, "x");
        var push = _anna.Pushes.Dequeue();
        var asked = 0;
        for (var i = 0; i < SectionCaps.Default.Held + 10; i++)
        {
            asked += _section.Handle(push).OfType<SectionEffect.Resync>().Count();
        }

        Assert.InRange(asked, 1, 20);
    }

    [Fact]
    public void Items_AfterACrash_KnowTheirAuthors()
    {
        _section.Crash();

        Assert.Equal("p-anna", Assert.Single(_section.Session.Items()).Author?.Value);
    }

    private byte[] TypedBy(ulong client) => _anna.Forge(doc => Text(doc).Insert(0, "x"), client);

    private static YText Text(Doc doc) => (YText)((YMap)doc.GetMap("items").Get(Item)!).Get("text")!;

    private void Open(TestClient client) =>
        client.Take(_section.HandleAndFlush(client.Opening()).OfType<SectionEffect.Opened>().Single().Reply);

    private void AssertRefused(TestClient client, byte[] update, string code)
    {
        var before = _section.Read("p-anna");
        var records = _section.Disk.Count;

        var refused = Assert.IsType<SectionEffect.Refuse>(Assert.Single(_section.HandleAndFlush(new SectionInput.Push(client.Reader, 77, update))));

        Assert.Equal((client.Reader, 77L, code), (refused.Reader, refused.Number, refused.Refusal.Code));
        Assert.Equal(before, _section.Read("p-anna"));
        Assert.Equal(records, _section.Disk.Count);
    }
}
