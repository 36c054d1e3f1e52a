using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>
/// A shared document: named root types, and everything inside them (Yjs: <c>utils/Doc.js</c>). One thread at a time.
/// </summary>
public sealed partial class Doc
{
    private readonly DocOptions _options;
    private readonly Roots _roots = new();

    /// <summary>Creates an empty document.</summary>
    /// <param name="clientId">Number under which this replica writes, 0 to 2^53-1; no two replicas may share one.</param>
    /// <param name="options">How it behaves; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The client id needs more than 53 bits.</exception>
    public Doc(ulong clientId, DocOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clientId, Limits.MaxSafeInteger);
        _options = options ?? DefaultOptions;
        Guid = _options.Guid;
        ShouldLoad = _options.ShouldLoad;
        Meta = Values.Normalize(_options.Meta);
        ClientId = clientId;
    }

    private static readonly DocOptions DefaultOptions = new();

    /// <summary>
    /// Number under which this replica writes. Set it anew when <see cref="ClientIdTaken"/> says that somebody else writes under it.
    /// </summary>
    public ulong ClientId { get; set; }

    /// <summary>Name of the document.</summary>
    public string Guid { get; }

    /// <summary>Whether deleted content is freed.</summary>
    public bool Gc => _options.Gc;

    /// <summary>Whether holders of the parent document should load this one at once.</summary>
    public bool AutoLoad => _options.AutoLoad;

    /// <summary>Whether this replica should be loaded.</summary>
    public bool ShouldLoad { get; private set; }

    /// <summary>A plain value that travels with a sub-document; null means none.</summary>
    public object? Meta { get; }

    /// <summary>Whether structs or deletes wait for others that have not arrived.</summary>
    public bool HasPending => HasPendingStructs || HasPendingDeletes;

    /// <summary>Runs of units that the document keeps, the deleted ones too: what it weighs in memory. O(1).</summary>
    public int StructCount => Store.Count;

    /// <summary>Those of them that were written under a client; 0 for one that is not in it. O(1).</summary>
    /// <param name="client">The client.</param>
    public int StructCountOf(ulong client) => Store.Find(client)?.Count ?? 0;

    internal bool HasPendingStructs => Store.PendingStructs is not null;

    internal bool HasPendingDeletes => Store.PendingDeletes is not null;

    internal StructStore Store { get; } = new();

    /// <summary>The item that holds this document, when it is a sub-document.</summary>
    internal Item? Item { get; set; }

    /// <summary>The root text of a name, created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YText GetText(string name) => Define<YText>(name) ?? Replace(name, new YText());

    /// <summary>The root map of a name, created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YMap GetMap(string name) => Define<YMap>(name) ?? Replace(name, new YMap());

    /// <summary>The root array of a name, created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YArray GetArray(string name) => Define<YArray>(name) ?? Replace(name, new YArray());

    /// <summary>The root XML fragment of a name, created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YXmlFragment GetXmlFragment(string name) => Define<YXmlFragment>(name) ?? Replace(name, new YXmlFragment());

    /// <summary>The root XML element of a name (its node name is <c>UNDEFINED</c>), created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YXmlElement GetXmlElement(string name) => Define<YXmlElement>(name) ?? Replace(name, new YXmlElement());

    /// <summary>The root XML text of a name, created when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another kind of type.</exception>
    public YXmlText GetXmlText(string name) => Define<YXmlText>(name) ?? Replace(name, new YXmlText());

    /// <summary>The root type of a name as far as it is known: null when neither defined nor mentioned in an update.</summary>
    public YType? FindRoot(string name) => _roots.Find(name);

    /// <summary>The root types, in the order in which they became known; those that nobody defined are <see cref="YUntyped"/>.</summary>
    public IReadOnlyList<YType> RootTypes => _roots.All;

    /// <summary>The content of every root, by name, as plain values.</summary>
    public YObject ToJson()
    {
        var json = new YObject();
        foreach (var root in _roots.All)
        {
            json.Set(root.RootName!, root.ToJson());
        }
        return json;
    }

    internal YType GetOrAddRoot(string name) => _roots.Find(name) ?? Replace(name, new YUntyped());

    private T? Define<T>(string name)
        where T : YType
    {
        var found = _roots.Find(name);
        if (found is not null and not YUntyped && found.GetType() != typeof(T))
        {
            throw new InvalidOperationException($"the root '{name}' is a {found.GetType().Name}");
        }
        return found as T;
    }

    /// <summary>Puts a typed root in the place of none or of an untyped one, whose items it takes over.</summary>
    private T Replace<T>(string name, T type)
        where T : YType
    {
        type.IntegrateRoot(this, name);
        if (_roots.Find(name) is { } untyped)
        {
            type.TakeOver(untyped);
        }
        _roots.Set(type);
        if (type is YArray or YXmlFragment)
        {
            // Yjs inserts the empty preliminary content of these in a transaction; who undoes the whole document sees it.
            Transact(static _ => { });
        }
        return type;
    }
}
