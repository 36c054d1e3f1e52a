namespace RoundTable.Yjs;

/// <summary>Kinds of shared types, by their number on the wire.</summary>
public enum TypeKind
{
    /// <summary>A root that nobody defined yet; never on the wire.</summary>
    Untyped = -1,

    /// <summary><see cref="YArray"/>.</summary>
    Array = 0,

    /// <summary><see cref="YMap"/>.</summary>
    Map = 1,

    /// <summary><see cref="YText"/>.</summary>
    Text = 2,

    /// <summary><see cref="YXmlElement"/>.</summary>
    XmlElement = 3,

    /// <summary><see cref="YXmlFragment"/>.</summary>
    XmlFragment = 4,

    /// <summary><see cref="YXmlHook"/>.</summary>
    XmlHook = 5,

    /// <summary><see cref="YXmlText"/>.</summary>
    XmlText = 6,
}
