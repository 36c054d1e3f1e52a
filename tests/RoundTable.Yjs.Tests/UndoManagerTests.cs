namespace RoundTable.Yjs.Tests;

public sealed class UndoManagerTests
{
    private readonly ManualTime _time = new();
    private readonly Doc _doc = new(1);

    [Fact]
    public void Undo_ChangesWithinCaptureTimeout_UndoneTogether()
    {
        var text = _doc.GetText("t");
        using var undo = new UndoManager(_doc, [text], _time);
        text.Insert(0, "a");
        _time.Advance(TimeSpan.FromMilliseconds(499));
        text.Insert(1, "b");
        _time.Advance(TimeSpan.FromMilliseconds(500));
        text.Insert(2, "c");

        undo.Undo();
        Assert.Equal("ab", text.ToString());
        undo.Undo();
        Assert.Equal("", text.ToString());
        undo.Redo();
        undo.Redo();
        Assert.Equal("abc", text.ToString());
    }

    [Fact]
    public void Undo_OriginNotTracked_LeftAlone()
    {
        var text = _doc.GetText("t");
        using var undo = new UndoManager(_doc, [text], _time, new UndoOptions { TrackedOrigins = ["me", typeof(ManualTime)] });
        _doc.Transact(_ => text.Insert(0, "mine "), "me");
        _doc.Transact(_ => text.Insert(0, "theirs "), "them");
        _doc.Transact(_ => text.Insert(0, "its "), _time);

        Assert.NotNull(undo.Undo());
        Assert.Equal("theirs ", text.ToString());
        Assert.Null(undo.Undo());
    }

    [Fact]
    public void Undo_EntrySomebodyElseHasSetSince_Conflict()
    {
        var map = _doc.GetMap("m");
        using var undo = new UndoManager(_doc, [map], _time);
        map.Set("k", 1);
        undo.StopCapturing();
        map.Set("k", 2);
        var other = new Doc(2);
        other.ApplyUpdate(_doc.EncodeStateAsUpdate());
        other.GetMap("m").Set("k", 3);
        _doc.ApplyUpdate(other.EncodeStateAsUpdate(), "remote");

        undo.Undo();

        Assert.Equal(3.0, map.Get("k"));
    }

    [Fact]
    public void Undo_DeletedTypesOneInsideTheOther_AllComeBack()
    {
        var array = _doc.GetArray("a");
        array.Insert(0, new YMap { ["inner"] = new YMap { ["text"] = new YText("deep") } });
        using var undo = new UndoManager(_doc, [array], _time);
        array.Delete(0);

        undo.Undo();

        Assert.Equal("""[{"inner":{"text":"deep"}}]""", AwarenessProtocol.ToJson(array.ToJson()));
    }

    [Fact]
    public void Undo_DeletedTypesNestedDeep_AllComeBack()
    {
        const int Depth = 20_000;
        var array = _doc.GetArray("a");
        _doc.Transact(_ => Nest(array, Depth));
        using var undo = new UndoManager(_doc, [array], _time);
        array.Delete(0);

        undo.Undo();

        var depth = 0;
        for (var inner = array; inner.Length > 0; inner = (YArray)inner[0]!)
        {
            depth++;
        }
        Assert.Equal(Depth, depth);
    }

    [Fact]
    public void StackItem_Meta_FoundAgainWhenPopped()
    {
        var text = _doc.GetText("t");
        using var undo = new UndoManager(_doc, null, _time);
        undo.StackItemAdded += step => step.Meta["cursor"] = 7;
        object? cursor = null;
        undo.StackItemPopped += step => cursor = step.Meta["cursor"];
        text.Insert(0, "a");

        undo.Undo();

        Assert.Equal(7, cursor);
        Assert.True(undo.CanRedo);
    }

    private static void Nest(YArray outer, int depth)
    {
        for (var i = 0; i < depth; i++)
        {
            var inner = new YArray();
            outer.Insert(0, inner);
            outer = inner;
        }
    }
}
