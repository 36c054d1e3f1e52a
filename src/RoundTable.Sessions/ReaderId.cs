namespace RoundTable.Sessions;

/// <summary>One open connection to a section, meeting or plan, named by the door; a person may have several.</summary>
/// <param name="Value">Unique within the process.</param>
public readonly record struct ReaderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
