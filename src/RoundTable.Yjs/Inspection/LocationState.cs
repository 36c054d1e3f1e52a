namespace RoundTable.Yjs;

/// <summary>Whether it is known where a struct would go.</summary>
public enum LocationState
{
    /// <summary>It is known.</summary>
    Resolved,

    /// <summary>It depends on something that is neither in the document nor in the update: it would wait.</summary>
    Missing,

    /// <summary>It has no place (what it hangs on is collected or holds nothing): its content would be dropped. So are GC and Skip structs.</summary>
    Dropped,

    /// <summary>More than <see cref="Limits.TypeDepth"/> types would hold it one inside the other.</summary>
    TooDeep,
}
