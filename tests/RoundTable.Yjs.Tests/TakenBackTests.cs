using System.Text;

namespace RoundTable.Yjs.Tests;

/// <summary>What one transaction both adds and deletes has its place in the update, and no content.</summary>
public class TakenBackTests
{
    private static readonly byte[] Word = Encoding.UTF8.GetBytes("woord");

    [Fact]
    public void EncodeUpdate_OfMergedUpdates_HoldsNoDeletedTextAndConverges()
    {
        var update = MergedOf(doc =>
        {
            doc.GetText("t").Insert(0, "een woord");
            doc.GetText("t").Delete(4, 5);
        });
        Assert.NotEqual(-1, update.AsSpan().IndexOf(Word));

        var (takesBack, encoded, doc) = Applied(update);

        Assert.True(takesBack);
        Assert.Equal(-1, encoded.AsSpan().IndexOf(Word));
        var other = new Doc(3);
        other.ApplyUpdate(encoded);
        Assert.Equal("een ", other.GetText("t").ToString());
        Assert.Equal(doc.EncodeStateAsUpdate(), other.EncodeStateAsUpdate());
    }

    [Fact]
    public void DeletesWhatItAdds_OfAnEntryThatAnotherFollows_IsTrue()
    {
        var (takesBack, encoded, _) = Applied(MergedOf(doc =>
        {
            doc.GetMap("m").Set("k", new YText("woord"));
            doc.GetMap("m").Set("k", new YText("ander"));
        }));

        Assert.True(takesBack);
        Assert.Equal(-1, encoded.AsSpan().IndexOf(Word));
    }

    [Fact]
    public void DeletesWhatItAdds_OfWhatOnlyDeletesWhatWasThere_IsFalse()
    {
        var (takesBack, _, _) = Applied(
            MergedOf(doc => doc.GetText("t").Insert(0, "een woord")),
            MergedOf(doc => doc.GetText("t").Delete(4, 5), "een woord"));

        Assert.False(takesBack);
    }

    /// <summary>Applies updates; tells about the last of them.</summary>
    private static (bool TakesBack, byte[] Encoded, Doc Doc) Applied(params byte[][] updates)
    {
        var doc = new Doc(2);
        (bool, byte[]) last = (false, []);
        doc.AfterTransactionCleanup += done => last = (done.DeletesWhatItAdds, done.EncodeUpdate());
        foreach (var update in updates)
        {
            doc.ApplyUpdate(update);
        }
        return (last.Item1, last.Item2, doc);
    }

    /// <summary>What a client that was offline sends: each change an update, all of them merged.</summary>
    private static byte[] MergedOf(Action<Doc> change, string first = "")
    {
        var doc = new Doc(1);
        if (first.Length > 0)
        {
            doc.GetText("t").Insert(0, first);
        }
        var updates = new List<ReadOnlyMemory<byte>>();
        doc.Update += made => updates.Add(made.Bytes);
        change(doc);
        return Updates.Merge([.. updates]);
    }
}
