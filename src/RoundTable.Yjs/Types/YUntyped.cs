using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>A root that an update mentioned and nobody defined: it keeps everything until somebody does.</summary>
public sealed class YUntyped : YType
{
    internal YUntyped()
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Untyped;

    /// <summary>Always <see cref="Undefined"/>: without a kind there is no reading.</summary>
    public override object? ToJson() => Undefined.Value;

    internal override YType CopyEmpty() => throw new InvalidOperationException("only roots are untyped");

    internal override void Write(UpdateEncoder encoder) => throw new InvalidOperationException("only roots are untyped");
}
