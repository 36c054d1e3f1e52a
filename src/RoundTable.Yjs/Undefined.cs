namespace RoundTable.Yjs;

/// <summary>JavaScript's <c>undefined</c>, which the formats tell apart from <c>null</c>.</summary>
public sealed class Undefined
{
    /// <summary>The one instance.</summary>
    public static readonly Undefined Value = new();

    private Undefined()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "undefined";
}
