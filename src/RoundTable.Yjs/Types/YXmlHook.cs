using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>A map that stands for a node of somebody else's making (Yjs: <c>types/YXmlHook.js</c>).</summary>
public sealed class YXmlHook : YMap
{
    /// <summary>Creates a hook to be put into a shared type.</summary>
    public YXmlHook(string hookName) => HookName = hookName;

    /// <summary>The name by which its maker knows it.</summary>
    public string HookName { get; }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.XmlHook;

    internal override YType CopyEmpty() => new YXmlHook(HookName);

    internal override void Write(UpdateEncoder encoder)
    {
        base.Write(encoder);
        encoder.WriteKey(HookName);
    }
}
