using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RoundTable.Yjs;

/// <summary>
/// A plain object inside a value: string keys in JavaScript's order, which is the order in which they are written
/// (integer-like keys first, ascending; then the others as they were added).
/// </summary>
/// <remarks>Treat it as immutable once it was given to a shared type.</remarks>
public sealed class YObject : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];
    private Dictionary<string, int>? _positions;
    private int _integerKeys;

    /// <summary>Number of members.</summary>
    public int Count => _members.Count;

    /// <summary>Gets or sets a member; a key that is not there reads as <see cref="Undefined"/>.</summary>
    public object? this[string key]
    {
        get => TryGet(key, out var value) ? value : Undefined.Value;
        set => Set(key, value);
    }

    /// <summary>Looks a member up.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out object? value)
    {
        var i = IndexOf(key);
        value = i < 0 ? null : _members[i].Value;
        return i >= 0;
    }

    /// <summary>Adds a member (for collection initializers); an existing key is overwritten in place.</summary>
    public void Add(string key, object? value) => Set(key, value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal List<KeyValuePair<string, object?>> Members => _members;

    internal void Set(string key, object? value)
    {
        var i = IndexOf(key);
        if (i >= 0)
        {
            _members[i] = new(key, value);
        }
        else if (IntegerKey(key, out var number))
        {
            InsertInteger(number, new(key, value));
        }
        else
        {
            _members.Add(new(key, value));
            _positions?.Add(key, _members.Count - 1);
        }
    }

    internal void Remove(string key)
    {
        var i = IndexOf(key);
        if (i < 0)
        {
            return;
        }
        _members.RemoveAt(i);
        _positions = null;
        if (i < _integerKeys)
        {
            _integerKeys--;
        }
    }

    internal YObject Clone()
    {
        var copy = new YObject { _integerKeys = _integerKeys };
        copy._members.AddRange(_members);
        return copy;
    }

    private void InsertInteger(uint number, KeyValuePair<string, object?> member)
    {
        var at = _integerKeys;
        while (at > 0 && IntegerKey(_members[at - 1].Key, out var other) && other > number)
        {
            at--;
        }
        _members.Insert(at, member);
        _positions = null;
        _integerKeys++;
    }

    private int IndexOf(string key)
    {
        if (_members.Count <= 8)
        {
            for (var i = 0; i < _members.Count; i++)
            {
                if (_members[i].Key == key)
                {
                    return i;
                }
            }
            return -1;
        }
        if (_positions is null)
        {
            _positions = new(_members.Count * 2);
            for (var i = 0; i < _members.Count; i++)
            {
                _positions.Add(_members[i].Key, i);
            }
        }
        return _positions.TryGetValue(key, out var position) ? position : -1;
    }

    private static bool IntegerKey(string key, out uint number)
    {
        number = 0;
        if (key.Length is 0 or > 10 || !char.IsAsciiDigit(key[0]) || (key[0] == '0' && key.Length > 1))
        {
            return false;
        }
        ulong value = 0;
        foreach (var c in key)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
            value = (value * 10) + (ulong)(c - '0');
        }
        number = (uint)value;
        return value < uint.MaxValue;
    }
}
