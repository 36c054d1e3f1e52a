namespace RoundTable.Yjs;

/// <summary>Shared text inside XML (Yjs: <c>types/YXmlText.js</c>).</summary>
public sealed class YXmlText : YText
{
    /// <summary>Creates a text to be put into a shared type.</summary>
    public YXmlText()
    {
    }

    /// <summary>Creates a text with a content.</summary>
    public YXmlText(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.XmlText;

    /// <summary>The text with a tag around what each attribute formats, nothing escaped, as Yjs writes it.</summary>
    public override string ToString() => XmlText.Of(this);

    internal override YType CopyEmpty() => new YXmlText();
}
