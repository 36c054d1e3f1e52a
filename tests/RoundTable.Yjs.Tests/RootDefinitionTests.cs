namespace RoundTable.Yjs.Tests;

public class RootDefinitionTests
{
    /// <summary>Defining a root list is an (empty) transaction in Yjs; a step of the whole document's undo manager.</summary>
    [Fact]
    public void GetArray_WhileTheWholeDocumentIsUndoable_LeavesAStep()
    {
        var doc = new Doc(1);
        using var undo = new UndoManager(doc, null, TimeProvider.System, new UndoOptions { CaptureTimeout = TimeSpan.Zero });

        doc.GetArray("array");
        doc.GetText("text").Insert(0, "a");

        Assert.NotNull(undo.Undo());
        Assert.True(undo.CanUndo);
        Assert.Null(undo.Undo());
        Assert.False(undo.CanUndo);
    }
}
