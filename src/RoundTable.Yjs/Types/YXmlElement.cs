using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>A shared XML element: a name, attributes and children (Yjs: <c>types/YXmlElement.js</c>).</summary>
public sealed class YXmlElement : YXmlFragment
{
    private List<KeyValuePair<string, object?>>? _attributes = [];

    /// <summary>Creates an element to be put into a shared type.</summary>
    /// <param name="nodeName">Its name; the default is Yjs's.</param>
    public YXmlElement(string nodeName = "UNDEFINED") => NodeName = nodeName;

    /// <summary>The name of the element, as written.</summary>
    public string NodeName { get; }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.XmlElement;

    /// <summary>Sets an attribute.</summary>
    /// <exception cref="ArgumentException">The value has no place in a document.</exception>
    public void SetAttribute(string key, object? value)
    {
        var normal = Values.Normalize(value);
        if (Doc is { } doc)
        {
            doc.Transact((Element: this, Key: key, Value: normal), static (s, transaction) => MapOperations.Set(transaction, s.Element, s.Key, s.Value), null, true);
            return;
        }
        var at = _attributes!.FindIndex(entry => entry.Key == key);
        if (at < 0)
        {
            _attributes.Add(new(key, normal));
        }
        else
        {
            _attributes[at] = new(key, normal);
        }
    }

    /// <summary>Takes an attribute away.</summary>
    public void RemoveAttribute(string key)
    {
        if (Doc is { } doc)
        {
            doc.Transact((Element: this, Key: key), static (s, transaction) => MapOperations.Delete(transaction, s.Element, s.Key), null, true);
        }
        else
        {
            _attributes!.RemoveAll(entry => entry.Key == key);
        }
    }

    /// <summary>An attribute; <see cref="Undefined"/> when it is not there.</summary>
    public object? GetAttribute(string key) => MapOperations.TryGet(this, key, out var value) ? value : Undefined.Value;

    /// <summary>The attributes.</summary>
    public YObject GetAttributes() => MapOperations.ToObject(this);

    /// <summary>The element as XML text: name in lower case, attributes sorted, nothing escaped, as Yjs writes it.</summary>
    public override string ToString() => XmlText.Of(this);

    internal override void Integrate(Doc doc, Item item)
    {
        base.Integrate(doc, item);
        var attributes = _attributes ?? [];
        _attributes = null;
        foreach (var (key, value) in attributes)
        {
            SetAttribute(key, value);
        }
    }

    private protected override void DropPreliminary()
    {
        base.DropPreliminary();
        _attributes = null;
    }

    internal override YType CopyEmpty() => new YXmlElement(NodeName);

    internal override void Write(UpdateEncoder encoder)
    {
        base.Write(encoder);
        encoder.WriteKey(NodeName);
    }
}
