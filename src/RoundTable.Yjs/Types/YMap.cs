using System.Diagnostics.CodeAnalysis;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// A shared map from string keys to values or shared types (Yjs: <c>types/YMap.js</c>). Of concurrent settings of one key
/// one wins, the same everywhere.
/// </summary>
public class YMap : YType
{
    private List<KeyValuePair<string, object?>>? _preliminary = [];

    /// <summary>Creates a map to be put into a shared type; what is set before goes in with it.</summary>
    public YMap()
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Map;

    /// <summary>Number of live keys; O(keys).</summary>
    public int Count => Entries.Count();

    /// <summary>The live keys, in the order in which they were first set.</summary>
    public IEnumerable<string> Keys => Entries.Select(static entry => entry.Key);

    /// <summary>The live entries, in the order in which their keys were first set.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => _preliminary ?? MapOperations.Entries(this);

    /// <summary>Gets a live value (<see cref="Undefined"/> when it is not there) or sets one, as <see cref="Set"/> does.</summary>
    public object? this[string key]
    {
        get => Get(key);
        set => Set(key, value);
    }

    /// <summary>Sets a key.</summary>
    /// <param name="key">Any string.</param>
    /// <param name="value">A plain value (see <see cref="Values"/>), a <see cref="Doc"/> or a shared type that is not part of a document yet.</param>
    /// <exception cref="ArgumentException">The value has no place in a document.</exception>
    public void Set(string key, object? value)
    {
        var normal = Values.Normalize(value);
        if (Doc is { } doc)
        {
            doc.Transact((Map: this, Key: key, Value: normal), static (s, transaction) => MapOperations.Set(transaction, s.Map, s.Key, s.Value), null, true);
            return;
        }
        var at = _preliminary!.FindIndex(entry => entry.Key == key);
        if (at < 0)
        {
            _preliminary.Add(new(key, normal));
        }
        else
        {
            _preliminary[at] = new(key, normal);
        }
    }

    /// <summary>Deletes a key; nothing happens when it is not there.</summary>
    public void Delete(string key)
    {
        if (Doc is { } doc)
        {
            doc.Transact((Map: this, Key: key), static (s, transaction) => MapOperations.Delete(transaction, s.Map, s.Key), null, true);
        }
        else
        {
            _preliminary!.RemoveAll(entry => entry.Key == key);
        }
    }

    /// <summary>Deletes every key.</summary>
    public void Clear()
    {
        if (Doc is { } doc)
        {
            doc.Transact(this, static (map, transaction) => MapOperations.Clear(transaction, map), null, true);
        }
        else
        {
            _preliminary!.Clear();
        }
    }

    /// <summary>Looks a live key up.</summary>
    public bool TryGet(string key, out object? value)
    {
        if (_preliminary is null)
        {
            return MapOperations.TryGet(this, key, out value);
        }
        var at = _preliminary.FindIndex(entry => entry.Key == key);
        value = at < 0 ? null : _preliminary[at].Value;
        return at >= 0;
    }

    /// <summary>Looks a live key up whose value is of one type: double for numbers, string, bool, <see cref="YText"/> ...</summary>
    public bool TryGet<T>(string key, [MaybeNullWhen(false)] out T value)
    {
        if (TryGet(key, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>The value of a key; <see cref="Undefined"/> when it is not there.</summary>
    public object? Get(string key) => TryGet(key, out var value) ? value : Undefined.Value;

    /// <summary>Whether a key is live.</summary>
    public bool Has(string key) => TryGet(key, out _);

    /// <summary>The client that set a live key of a map in a document; null when it is not there.</summary>
    public ulong? WriterOf(string key) => Doc is not null && this.Current(key) is { Deleted: false } item ? item.Id.Client : null;

    /// <inheritdoc/>
    public override object? ToJson() => PlainReading.Of(this);

    internal override void Integrate(Doc doc, Item item)
    {
        base.Integrate(doc, item);
        var entries = _preliminary ?? [];
        _preliminary = null;
        foreach (var (key, value) in entries)
        {
            Set(key, value);
        }
    }

    private protected override void DropPreliminary() => _preliminary = null;

    internal override YType CopyEmpty() => new YMap();
}
