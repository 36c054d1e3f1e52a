namespace RoundTable.Journal;

/// <summary>Names a data key: 128 random bits, in every payload that was sealed with it.</summary>
/// <param name="Value">The bits.</param>
public readonly record struct KeyId(Guid Value)
{
    /// <summary>Length in bytes.</summary>
    internal const int Length = 16;

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");

    internal static KeyId Parse(string text) => new(Guid.ParseExact(text, "N"));
}
