using System.Numerics;

namespace RoundTable.Yjs;

/// <summary>Formatting attributes by key, in the order in which they were set (a JavaScript <c>Map</c> in Yjs).</summary>
internal sealed class AttributeMap
{
    private List<KeyValuePair<string, object?>>? _entries;

    public int Count => _entries?.Count ?? 0;

    public IReadOnlyList<KeyValuePair<string, object?>> Entries => _entries ?? (IReadOnlyList<KeyValuePair<string, object?>>)[];

    public AttributeMap Clone() => new() { _entries = Count == 0 ? null : [.. _entries!] };

    /// <summary>The value of a key; null when it is not there.</summary>
    public object? Get(string key)
    {
        var index = IndexOf(key);
        return index < 0 ? null : _entries![index].Value;
    }

    public bool Has(string key) => IndexOf(key) >= 0;

    public void Set(string key, object? value)
    {
        var index = IndexOf(key);
        if (index < 0)
        {
            (_entries ??= []).Add(new(key, value));
        }
        else
        {
            _entries![index] = new(key, value);
        }
    }

    public void Remove(string key)
    {
        var index = IndexOf(key);
        if (index >= 0)
        {
            _entries!.RemoveAt(index);
        }
    }

    /// <summary>Goes past a format: null takes its key away (Yjs: <c>updateCurrentAttributes</c>).</summary>
    public void Pass(string key, object? value)
    {
        if (value is null)
        {
            Remove(key);
        }
        else
        {
            Set(key, value);
        }
    }

    public YObject ToObject()
    {
        var attributes = new YObject();
        foreach (var (key, value) in Entries)
        {
            attributes.Set(key, value);
        }
        return attributes;
    }

    /// <summary>
    /// Whether two attribute values count as the same (Yjs: <c>equalAttrs</c>): one level deep, below that only the same object is equal.
    /// </summary>
    public static bool AreEqual(object? a, object? b)
    {
        if (AreIdentical(a, b))
        {
            return true;
        }
        return (a, b) switch
        {
            (YObject x, YObject y) => MembersEqual(x, y),
            (object?[] x, object?[] y) => ElementsEqual(x, y),
            (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
            _ => false,
        };
    }

    /// <summary>JavaScript's <c>===</c>.</summary>
    public static bool AreIdentical(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x == y,
        (string x, string y) => x == y,
        (bool x, bool y) => x == y,
        (BigInteger x, BigInteger y) => x == y,
        _ => ReferenceEquals(a, b),
    };

    private static bool MembersEqual(YObject a, YObject b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        foreach (var (key, value) in a.Members)
        {
            if (!b.TryGet(key, out var other) || !AreIdentical(value, other))
            {
                return false;
            }
        }
        return true;
    }

    private static bool ElementsEqual(object?[] a, object?[] b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }
        for (var i = 0; i < a.Length; i++)
        {
            if (!AreIdentical(a[i], b[i]))
            {
                return false;
            }
        }
        return true;
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_entries![i].Key == key)
            {
                return i;
            }
        }
        return -1;
    }
}
