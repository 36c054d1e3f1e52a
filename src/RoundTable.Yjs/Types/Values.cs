using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RoundTable.Yjs;

/// <summary>
/// The values that shared types hold: null, <see cref="Undefined"/>, bool, double (every number), string,
/// <see cref="BigInteger"/> (64 bits), byte[], object?[] and <see cref="YObject"/>.
/// </summary>
public static class Values
{
    /// <summary>
    /// Brings a value into the form that documents hold: numbers become double, lists object?[], dictionaries <see cref="YObject"/>.
    /// </summary>
    /// <param name="value">A plain value; byte arrays are not copied.</param>
    /// <exception cref="ArgumentException">The value, or one inside it, has no place in a document, or nests too deep.</exception>
    public static object? Normalize(object? value) => Normalize(value, 0);

    /// <summary>Whether two values hold the same, members of objects in any order (lib0: <c>equalityDeep</c>).</summary>
    /// <exception cref="InsufficientExecutionStackException">They nest some thousand deep, as no value of a document does.</exception>
    public static bool DeepEquals(object? a, object? b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (a)
        {
            case null:
                return b is null;
            case double x:
                return b is double y && x == y;
            case byte[] x:
                return b is byte[] bytes && x.AsSpan().SequenceEqual(bytes);
            case object?[] x:
                return b is object?[] list && ListsEqual(x, list);
            case YObject x:
                return b is YObject other && ObjectsEqual(x, other);
            default:
                return a.Equals(b);
        }
    }

    private static bool ListsEqual(object?[] a, object?[] b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }
        for (var i = 0; i < a.Length; i++)
        {
            if (!DeepEquals(a[i], b[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool ObjectsEqual(YObject a, YObject b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        foreach (var (key, value) in a.Members)
        {
            if (!b.TryGet(key, out var other) || !DeepEquals(value, other))
            {
                return false;
            }
        }
        return true;
    }

    private static object? Normalize(object? value, int depth)
    {
        if (depth > Limits.ValueDepth)
        {
            throw new ArgumentException("the value nests too deep", nameof(value));
        }
        return value switch
        {
            null or double or string or bool or BigInteger or byte[] or Undefined or Doc or YType => value,
            int n => (double)n,
            float n => (double)n,
            long n when Math.Abs(n) <= (long)Limits.MaxSafeInteger => (double)n,
            uint n => (double)n,
            short n => (double)n,
            byte n => (double)n,
            YObject o => NormalizeObject(o, depth),
            IEnumerable<KeyValuePair<string, object?>> o => NormalizeObject(o, depth),
            IEnumerable list => NormalizeList(list, depth),
            _ => throw new ArgumentException($"a {value.GetType().Name} has no place in a document", nameof(value)),
        };
    }

    private static YObject NormalizeObject(IEnumerable<KeyValuePair<string, object?>> members, int depth)
    {
        var copy = new YObject();
        foreach (var (key, member) in members)
        {
            copy.Set(key, Plain(Normalize(member, depth + 1)));
        }
        return copy;
    }

    private static object?[] NormalizeList(IEnumerable list, int depth)
    {
        var copy = new List<object?>();
        foreach (var element in list)
        {
            copy.Add(Plain(Normalize(element, depth + 1)));
        }
        return [.. copy];
    }

    private static object? Plain(object? value) => value is YType or Doc
        ? throw new ArgumentException("a shared type cannot be part of a plain value", nameof(value))
        : value;
}
