namespace RoundTable.Yjs;

/// <summary>One struct of an update as it stands in the bytes; offsets are byte positions in the update.</summary>
internal struct StructRecord
{
    public ulong Client;
    public long Clock;
    public int Length;
    public StructKind Kind;
    public Id Origin;
    public Id RightOrigin;

    /// <summary>The unit that holds the parent, when the parent is named so; else <see cref="Id.None"/>.</summary>
    public Id ParentId;

    /// <summary>Where the root's name stands; 0 when the parent is not a root.</summary>
    public int RootAt;

    /// <summary>Where the key stands; 0 when there is none.</summary>
    public int KeyAt;

    public int ContentAt;

    /// <summary>Index + 1 of the record that this one inherits its parent from, when that is in the same update; -1 in a circle.</summary>
    public int Inherits;

    /// <summary>Index + 1 of the record from which the chain of inheritance was last followed through this one.</summary>
    public int FollowedFrom;

    /// <summary>Index + 1 of the record that makes the parent, when that is in the same update.</summary>
    public int MadeBy;

    /// <summary>The length of a gap, which may be longer than any other struct.</summary>
    public long Gap;

    public readonly long End => Clock + Length + Gap;

    /// <summary>Clients from the highest down, clocks upwards, as Yjs writes updates; an empty gap before what starts where it does.</summary>
    public static readonly Comparer<StructRecord> Order = Comparer<StructRecord>.Create(static (a, b) =>
        a.Client != b.Client ? b.Client.CompareTo(a.Client) : a.Clock != b.Clock ? a.Clock.CompareTo(b.Clock) : a.End.CompareTo(b.End));

    public readonly bool Holds(Id id) => Client == id.Client && Clock <= id.Clock && id.Clock < End;
}
