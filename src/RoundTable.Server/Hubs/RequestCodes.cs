using RoundTable.Sessions;

namespace RoundTable.Server.Hubs;

/// <summary>Refusals of the door itself.</summary>
internal static class RequestCodes
{
    /// <summary>The connection has more open than anybody needs.</summary>
    public const string TooManyOpen = "request.too-many-open";

    /// <summary>There are as many such requests as the person or the network may make.</summary>
    public const string TooMany = "request.too-many";

    /// <summary>A message or a body is larger than anybody needs.</summary>
    public const string TooLarge = "request.too-large";

    /// <summary>A message or a body cannot be read.</summary>
    public const string Malformed = "request.malformed";

    /// <summary>The store is away, or too much waits for it: the same again may succeed in a moment.</summary>
    public const string Unavailable = SessionCodes.Unavailable;

    /// <summary>The person has more connections than anybody needs.</summary>
    public const string TooManyConnections = "request.too-many-connections";
}
