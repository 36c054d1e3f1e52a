namespace RoundTable.Yjs;

/// <summary>Values of lists, in and out.</summary>
internal static class ListValues
{
    public static object?[] Normalize(IReadOnlyList<object?> values)
    {
        var normal = new object?[values.Count];
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = Values.Normalize(values[i]);
        }
        return normal;
    }

    /// <summary>Everything live in a list.</summary>
    public static object?[] Of(YType type)
    {
        var values = new List<object?>(type.Length);
        for (var item = type.Start; item is not null; item = item.Right)
        {
            if (item.Visible)
            {
                for (var i = 0; i < item.Length; i++)
                {
                    values.Add(item.Content.ValueAt(i));
                }
            }
        }
        return [.. values];
    }
}
