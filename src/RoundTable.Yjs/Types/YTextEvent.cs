namespace RoundTable.Yjs;

/// <summary>What one transaction did to a text, with formatting (Yjs: <c>YTextEvent</c> in <c>types/YText.js</c>).</summary>
public sealed class YTextEvent : YEvent
{
    internal YTextEvent(YText target, Transaction transaction, ChangedType changed)
        : base(target, transaction, changed)
    {
    }

    /// <summary>Reading it also deletes formats that the change made redundant, as in Yjs: in a transaction of its own.</summary>
    private protected override IReadOnlyList<DeltaOp> ReadDelta()
    {
        IReadOnlyList<DeltaOp> delta = [];
        var reader = new TextEventReader(Transaction);
        Target.Doc!.Transact(inner => delta = reader.Read(inner, Target.Start));
        return delta;
    }
}
