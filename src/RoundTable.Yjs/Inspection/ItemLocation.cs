namespace RoundTable.Yjs;

/// <summary>Where a unit is, or would be: in the list or under a key of a type, somewhere below a root.</summary>
/// <param name="State">Whether the rest is known.</param>
/// <param name="Root">Name of the root type; null unless resolved.</param>
/// <param name="Key">The key of the entry; null in lists.</param>
/// <param name="ParentKind">Kind of the type that directly holds the unit.</param>
/// <param name="Parent">That type, when it is in the document already; null when the same update makes it.</param>
/// <param name="Depth">Steps from the root to the type that holds the unit; 0 when the root itself does.</param>
public readonly record struct ItemLocation(LocationState State, string? Root, string? Key, TypeKind ParentKind, YType? Parent, int Depth)
{
    /// <summary>
    /// The steps from the root down to the type that directly holds the unit; only where that type is in the document (<see cref="Parent"/>).
    /// </summary>
    public PathStep[] GetPath()
    {
        var steps = new PathStep[Parent is null ? 0 : Depth];
        var type = Parent;
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            steps[i] = new(type!.ParentKey, type.ItemId!.Value);
            type = type.Parent;
        }
        return steps;
    }

    internal static ItemLocation Missing => new(LocationState.Missing, null, null, TypeKind.Untyped, null, 0);

    internal static ItemLocation Dropped => new(LocationState.Dropped, null, null, TypeKind.Untyped, null, 0);

    internal static ItemLocation TooDeep => new(LocationState.TooDeep, null, null, TypeKind.Untyped, null, 0);

    internal static ItemLocation In(YType parent, string? key)
    {
        var depth = 0;
        var root = parent;
        while (root.Parent is { } holder)
        {
            root = holder;
            if (++depth > Limits.TypeDepth)
            {
                return TooDeep;
            }
        }
        return new(LocationState.Resolved, root.RootName, key, parent.Kind, parent, depth);
    }
}
