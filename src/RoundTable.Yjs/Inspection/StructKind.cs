namespace RoundTable.Yjs;

/// <summary>What a struct of an update holds; the numbers are those on the wire.</summary>
public enum StructKind
{
    /// <summary>Units that are gone for good.</summary>
    Gc = 0,

    /// <summary>An item whose content is gone.</summary>
    Deleted = 1,

    /// <summary>Plain values of old versions.</summary>
    Json = 2,

    /// <summary>Bytes.</summary>
    Binary = 3,

    /// <summary>Text.</summary>
    String = 4,

    /// <summary>A value inside a text.</summary>
    Embed = 5,

    /// <summary>An attribute of the text that follows.</summary>
    Format = 6,

    /// <summary>A nested shared type.</summary>
    Type = 7,

    /// <summary>Plain values.</summary>
    Any = 8,

    /// <summary>A sub-document.</summary>
    Doc = 9,

    /// <summary>A gap that the update leaves open.</summary>
    Skip = 10,
}
