using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Entries of a type (Yjs: <c>typeMap*</c> in <c>types/AbstractType.js</c>).</summary>
internal static class MapOperations
{
    public static void Set(Transaction transaction, YType parent, string key, object? value)
    {
        var left = parent.Current(key);
        var client = transaction.Doc.ClientId;
        new Item(client, transaction.Store.GetState(client), left, left?.LastId ?? Id.None, null, Id.None, parent, key, ListOperations.ContentOf(value), 1)
            .Integrate(transaction, 0);
    }

    public static void Delete(Transaction transaction, YType parent, string key) => parent.Current(key)?.Delete(transaction);

    public static void Clear(Transaction transaction, YType parent)
    {
        if (parent.HasMap)
        {
            foreach (var item in parent.Map.Values)
            {
                item.Delete(transaction);
            }
        }
    }

    public static bool TryGet(YType parent, string key, out object? value)
    {
        if (parent.Current(key) is { Deleted: false } item)
        {
            value = item.LastValue;
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>The live entries in the order in which their keys were first set.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Entries(YType parent)
    {
        if (!parent.HasMap)
        {
            yield break;
        }
        foreach (var (key, item) in parent.Map)
        {
            if (!item.Deleted)
            {
                yield return new(key, item.LastValue);
            }
        }
    }

    /// <summary>The live entries as a plain object; shared types stay what they are.</summary>
    public static YObject ToObject(YType parent)
    {
        var entries = new YObject();
        foreach (var (key, value) in Entries(parent))
        {
            entries.Set(key, value);
        }
        return entries;
    }
}
