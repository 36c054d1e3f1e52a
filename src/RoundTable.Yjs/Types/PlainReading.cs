using System.Runtime.CompilerServices;

namespace RoundTable.Yjs;

/// <summary>Shared types read as plain values (Yjs: <c>toJSON</c>).</summary>
internal static class PlainReading
{
    public static object?[] OfList(YType type)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var values = ListValues.Of(type);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is YType nested ? nested.ToJson() : values[i];
        }
        return values;
    }

    public static YObject OfMap(YMap map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var values = new YObject();
        foreach (var (key, value) in map.Entries)
        {
            values.Set(key, value is YType nested ? nested.ToJson() : value);
        }
        return values;
    }
}
