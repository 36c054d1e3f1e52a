using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>What an item holds (Yjs: <c>AbstractContent</c> in <c>structs/Item.js</c>).</summary>
internal abstract class Content
{
    /// <summary>Number of the kind in the low five bits of an item's info byte.</summary>
    public abstract byte Ref { get; }

    /// <summary>Whether the units count in the length of the list they are in.</summary>
    public virtual bool Countable => true;

    /// <summary>A fresh content that holds the same, for an undone deletion.</summary>
    public abstract Content Copy(Doc doc);

    /// <summary>Cuts this content at <paramref name="offset"/> and returns the right part.</summary>
    public virtual Content Splice(int offset, int length) => throw new InvalidOperationException("a single unit cannot be cut");

    /// <summary>Takes the right neighbour in, if the two can be one.</summary>
    public virtual bool MergeWith(Content right, int length, int rightLength) => false;

    public virtual void Integrate(Transaction transaction, Item item)
    {
    }

    public virtual void Delete(Transaction transaction)
    {
    }

    /// <summary>Writes the units from <paramref name="offset"/> on.</summary>
    public abstract void Write(UpdateEncoder encoder, int offset, int length);

    /// <summary>The value of one unit.</summary>
    public virtual object? ValueAt(int index) => throw new InvalidOperationException("this content has no values");
}
