namespace RoundTable.Yjs;

/// <summary>What happened to an entry.</summary>
public enum KeyAction
{
    /// <summary>The key had no live value before.</summary>
    Add,

    /// <summary>It had another one.</summary>
    Update,

    /// <summary>It has none any more.</summary>
    Delete,
}

/// <summary>A change of one entry.</summary>
/// <param name="Action">What happened.</param>
/// <param name="OldValue">The value before; <see cref="Undefined"/> when there was none.</param>
public sealed record KeyChange(KeyAction Action, object? OldValue);
