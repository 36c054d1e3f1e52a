namespace RoundTable.Journal;

/// <summary>Names one ordered stream of records, such as <c>section/&lt;plan&gt;/&lt;section&gt;</c>.</summary>
/// <param name="Value">The name: 1 to 512 bytes of UTF-8 without control characters, compared ordinally.</param>
public readonly record struct StreamId(string Value)
{
    /// <summary>The name itself.</summary>
    public override string ToString() => Value;
}
