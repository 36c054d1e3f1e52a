namespace RoundTable.Yjs;

/// <summary>How a document behaves (Yjs: the options of <c>Y.Doc</c>).</summary>
public sealed record DocOptions
{
    /// <summary>Name of the document, by which sub-documents are told apart. Default empty: chance is the caller's.</summary>
    public string Guid { get; init; } = "";

    /// <summary>Whether deleted content is freed. Default true; false keeps everything, as restoring a snapshot needs.</summary>
    public bool Gc { get; init; } = true;

    /// <summary>Which deleted items may be freed; null (the default) means all.</summary>
    public Func<Id, bool>? GcFilter { get; init; }

    /// <summary>Whether holders of the parent document should load this one at once. Default false.</summary>
    public bool AutoLoad { get; init; }

    /// <summary>Whether this replica should be loaded. Default true.</summary>
    public bool ShouldLoad { get; init; } = true;

    /// <summary>A plain value that travels with a sub-document; null means none.</summary>
    public object? Meta { get; init; }
}
