namespace RoundTable.Yjs;

/// <summary>What an undo manager takes in (Yjs: the options of <c>UndoManager</c>).</summary>
public sealed record UndoOptions
{
    /// <summary>Changes that follow one another within this time are undone together. Default 500 ms; zero keeps each transaction apart.</summary>
    public TimeSpan CaptureTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Origins of transactions to take in: the origin itself or its <see cref="Type"/>. Default: null only. The manager itself always counts.</summary>
    public IReadOnlyCollection<object?> TrackedOrigins { get; init; } = [null];

    /// <summary>Further condition on a transaction; null (the default) means none.</summary>
    public Func<Transaction, bool>? CaptureTransaction { get; init; }

    /// <summary>Which insertions may be deleted when undone, by their first unit; null (the default) means all.</summary>
    public Func<Id, bool>? DeleteFilter { get; init; }

    /// <summary>Whether undoing a map entry may overwrite what somebody else has set since. Default false.</summary>
    public bool IgnoreRemoteMapChanges { get; init; }
}
