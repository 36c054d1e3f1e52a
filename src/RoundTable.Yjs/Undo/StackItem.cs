using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>Changes that are undone together.</summary>
public sealed class StackItem
{
    internal StackItem(DeleteSet deletions, DeleteSet insertions)
    {
        Deletions = deletions;
        Insertions = insertions;
    }

    /// <summary>Whatever the application wants to find again when it is undone, such as the selection.</summary>
    public IDictionary<object, object?> Meta { get; } = new Dictionary<object, object?>();

    internal DeleteSet Deletions { get; set; }

    internal DeleteSet Insertions { get; set; }
}
