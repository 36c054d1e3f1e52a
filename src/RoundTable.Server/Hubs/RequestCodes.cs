namespace RoundTable.Server.Hubs;

/// <summary>Refusals of the door itself.</summary>
internal static class RequestCodes
{
    /// <summary>The connection has more open than anybody needs.</summary>
    public const string TooManyOpen = "request.too-many-open";

    /// <summary>The store is away, or too much waits for it: the same again may succeed in a moment.</summary>
    public const string Unavailable = "server.unavailable";

    /// <summary>The person has more connections than anybody needs.</summary>
    public const string TooManyConnections = "request.too-many-connections";
}
