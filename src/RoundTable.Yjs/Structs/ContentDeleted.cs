using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>Units whose content is gone; the length is the item's (Yjs: <c>structs/ContentDeleted.js</c>).</summary>
internal sealed class ContentDeleted : Content
{
    public const byte Number = 1;
    public static readonly ContentDeleted Instance = new();

    private ContentDeleted()
    {
    }

    public override byte Ref => Number;

    public override bool Countable => false;

    public override Content Copy(Doc doc) => this;

    public override Content Splice(int offset, int length) => this;

    public override bool MergeWith(Content right, int length, int rightLength) => true;

    public override void Integrate(Transaction transaction, Item item)
    {
        transaction.AddDeleted(item.Client, item.Clock, item.Length);
        item.MarkDeleted();
    }

    public override void Write(UpdateEncoder encoder, int offset, int length) => encoder.WriteLength(length - offset);
}
