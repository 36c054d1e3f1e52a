namespace RoundTable.Yjs;

/// <summary>
/// One step of a delta: exactly one of insert, delete and retain. Lengths count UTF-16 code units in texts, elements in lists.
/// </summary>
public sealed record DeltaOp
{
    /// <summary>What is inserted: a string, an embedded value or shared type in texts, a list of elements (object?[]) in list events; null when the step is none.</summary>
    public object? Insert { get; init; }

    /// <summary>Whether the step inserts.</summary>
    public bool IsInsert { get; init; }

    /// <summary>How many units are deleted; 0 when the step is none.</summary>
    public int Delete { get; init; }

    /// <summary>How many units stay; 0 when the step is none.</summary>
    public int Retain { get; init; }

    /// <summary>Formatting of what is inserted or retained; null when there is none, a null member takes an attribute away.</summary>
    public YObject? Attributes { get; init; }

    /// <summary>A step that inserts.</summary>
    public static DeltaOp Inserting(object? content, YObject? attributes = null) => new() { Insert = content, IsInsert = true, Attributes = attributes };

    /// <summary>A step that deletes.</summary>
    public static DeltaOp Deleting(int length) => new() { Delete = length };

    /// <summary>A step that goes on, formatting what it passes if attributes are given.</summary>
    public static DeltaOp Retaining(int length, YObject? attributes = null) => new() { Retain = length, Attributes = attributes };
}
