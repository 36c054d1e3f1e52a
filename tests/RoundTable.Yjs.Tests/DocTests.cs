namespace RoundTable.Yjs.Tests;

public sealed class DocTests
{
    [Fact]
    public void Update_NothingChanged_NotRaised()
    {
        var doc = new Doc(1);
        var raised = 0;
        doc.Update += _ => raised++;
        doc.Transact(static _ => { });
        doc.GetText("t").Insert(0, "");
        doc.ApplyUpdate([0, 0]);
        Assert.Equal(0, raised);
    }

    [Fact]
    public void Update_LocalAndRemote_CarryOriginAndSide()
    {
        var doc = new Doc(1);
        var seen = new List<(object?, bool)>();
        doc.Update += update => seen.Add((update.Origin, update.Local));
        doc.Transact(_ => doc.GetText("t").Insert(0, "a"), "me");
        doc.ApplyUpdate(Convert.FromHexString("0101020004010174016200"), "wire");
        Assert.Equal([("me", true), ("wire", false)], seen);
        Assert.Equal("ab", doc.GetText("t").ToString());
    }

    [Fact]
    public void Transact_InsertedAndDeletedInside_SentAsDeleted()
    {
        var doc = new Doc(1);
        byte[]? sent = null;
        doc.Update += update => sent = update.Bytes;
        doc.Transact(_ =>
        {
            doc.GetText("t").Insert(0, "ab");
            doc.GetText("t").Delete(0, 2);
        });
        Assert.Equal("0101010001010174020101010002", Convert.ToHexString(sent!));
    }

    [Fact]
    public void Transact_HandlerThrows_OthersRunAndDocumentStaysWhole()
    {
        var doc = new Doc(1);
        var text = doc.GetText("t");
        var called = 0;
        text.Changed += static _ => throw new InvalidOperationException("handler");
        text.Changed += _ => called++;
        doc.Update += _ => called++;
        var failure = Assert.Throws<InvalidOperationException>(() => text.Insert(0, "a"));
        Assert.Equal(("handler", 2), (failure.Message, called));
        Assert.Throws<InvalidOperationException>(() => text.Insert(1, "b"));
        Assert.Equal("ab", text.ToString());
    }

    [Fact]
    public void Transact_BodyThrows_WhatWasDoneStaysAndIsSent()
    {
        var doc = new Doc(1);
        var sent = 0;
        doc.Update += _ => sent++;
        Assert.Throws<InvalidOperationException>(() => doc.Transact(_ =>
        {
            doc.GetText("t").Insert(0, "a");
            throw new InvalidOperationException("body");
        }));
        Assert.Equal(("a", 1), (doc.GetText("t").ToString(), sent));
    }

    [Fact]
    public void Changed_HandlerEdits_ItsTransactionFollows()
    {
        var doc = new Doc(1);
        var text = doc.GetText("t");
        var origins = new List<object?>();
        doc.Update += update => origins.Add(update.Origin);
        text.Changed += change =>
        {
            if (change.Transaction.Origin is "first")
            {
                doc.Transact(_ => doc.GetMap("m").Set("k", 1), "second");
            }
        };
        doc.Transact(_ => text.Insert(0, "a"), "first");
        Assert.Equal(["first", "second"], origins);
    }

    [Fact]
    public void ClientIdTaken_RemoteWritesUnderOwnId_HandlerDrawsAnother()
    {
        var doc = new Doc(1);
        doc.ClientIdTaken += static d => d.ClientId = 77;
        var twin = new Doc(1);
        twin.GetText("t").Insert(0, "a");
        doc.ApplyUpdate(twin.EncodeStateAsUpdate());
        Assert.Equal(77UL, doc.ClientId);
    }

    [Fact]
    public void GetText_NameTakenByAMap_Refused()
    {
        var doc = new Doc(1);
        doc.GetMap("x");
        Assert.Throws<InvalidOperationException>(() => doc.GetText("x"));
    }

    [Fact]
    public void Doc_ClientIdOfFiftyThreeBits_Works()
    {
        var doc = new Doc(Limits.MaxSafeInteger);
        doc.GetText("t").Insert(0, "a");
        var copy = new Doc(2);
        copy.ApplyUpdate(doc.EncodeStateAsUpdate());
        Assert.Equal("a", copy.GetText("t").ToString());
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Doc(1UL << 53));
    }

    [Fact]
    public void RootTypes_MentionedOnlyByAnUpdate_UntypedUntilDefined()
    {
        var author = new Doc(1);
        author.GetArray("a").Insert(0, 1, "x", null);
        var relay = new Doc(2);
        relay.ApplyUpdate(author.EncodeStateAsUpdate());
        Assert.Equal(TypeKind.Untyped, relay.FindRoot("a")!.Kind);
        Assert.Equal([1.0, "x", null], relay.GetArray("a").ToArray());
        Assert.Equal(3, relay.GetArray("a").Length);
    }

    [Fact]
    public void HasPending_UpdatesOutOfOrder_WaitThenApply()
    {
        var author = new Doc(1);
        var updates = new List<byte[]>();
        author.Update += update => updates.Add(update.Bytes);
        author.GetText("t").Insert(0, "a");
        author.GetText("t").Insert(1, "b");
        author.GetText("t").Delete(0, 1);
        var late = new Doc(2);
        late.ApplyUpdate(updates[2]);
        late.ApplyUpdate(updates[1]);
        Assert.True(late.HasPending);
        late.ApplyUpdate(updates[0]);
        Assert.False(late.HasPending);
        Assert.Equal("b", late.GetText("t").ToString());
    }
}
