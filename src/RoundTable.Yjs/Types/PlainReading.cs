namespace RoundTable.Yjs;

/// <summary>Shared types read as plain values (Yjs: <c>toJSON</c>), with an own stack: how deep they nest is the writers' choice.</summary>
internal static class PlainReading
{
    public static object? Of(YType root)
    {
        var pending = new Stack<Place>();
        var result = Read(root, pending);
        while (pending.TryPop(out var place))
        {
            place.Put(Read(place.Type, pending));
        }
        return result;
    }

    private static object? Read(YType type, Stack<Place> pending) => type switch
    {
        YArray array => ReadList(array, pending),
        YMap map => ReadMap(map, pending),
        _ => type.ToJson(),
    };

    private static object?[] ReadList(YArray array, Stack<Place> pending)
    {
        var values = array.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is YType nested)
            {
                pending.Push(new(nested, values, i, null));
            }
        }
        return values;
    }

    private static YObject ReadMap(YMap map, Stack<Place> pending)
    {
        var values = new YObject();
        foreach (var (key, value) in map.Entries)
        {
            values.Set(key, value);
            if (value is YType nested)
            {
                pending.Push(new(nested, values, 0, key));
            }
        }
        return values;
    }

    /// <summary>Where the value of a nested type belongs.</summary>
    private readonly record struct Place(YType Type, object Holder, int Index, string? Key)
    {
        public void Put(object? value)
        {
            if (Key is not null)
            {
                ((YObject)Holder).Set(Key, value);
            }
            else
            {
                ((object?[])Holder)[Index] = value;
            }
        }
    }
}
