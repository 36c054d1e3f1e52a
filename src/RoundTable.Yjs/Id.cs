namespace RoundTable.Yjs;

/// <summary>Names one unit of one client (Yjs: <c>utils/ID.js</c>).</summary>
/// <param name="Client">Client number, 0 to 2^53-1.</param>
/// <param name="Clock">Running number of the unit within the client, from 0.</param>
public readonly record struct Id(ulong Client, long Clock)
{
    /// <summary>No id: an item at the very start or end of its list.</summary>
    public static readonly Id None = new(ulong.MaxValue, -1);

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => Client == ulong.MaxValue;
}
