using RoundTable.Sessions;

namespace RoundTable.Server.Doors;

/// <summary>Refusals of the doors themselves; stable, never text for people.</summary>
internal static class DoorCodes
{
    /// <summary>The token is unknown, over, or for another section: they look the same.</summary>
    public const string TokenInvalid = "door.token-invalid";

    /// <summary>The token ended while the connection was open.</summary>
    public const string TokenExpired = "door.token-expired";

    /// <summary>No token came in time.</summary>
    public const string NoToken = "door.no-token";

    /// <summary>A frame cannot be read.</summary>
    public const string Malformed = "door.malformed";

    /// <summary>A frame is too large.</summary>
    public const string TooLarge = "door.too-large";

    /// <summary>More came before the token than a door keeps.</summary>
    public const string TooMuchBeforeToken = "door.too-much-before-token";

    /// <summary>As many sockets as a door bears wait with their token, in all or from this network.</summary>
    public const string TooManyStrangers = "door.too-many-strangers";

    /// <summary>The person has more documents open than anybody needs.</summary>
    public const string TooManyOpen = "door.too-many-open";

    /// <summary>The client reads too slowly, and synchronises anew.</summary>
    public const string TooSlow = "door.too-slow";

    /// <summary>More waits for the disk than a door keeps.</summary>
    public const string TooMuchUnsaved = "door.too-much-unsaved";

    /// <summary>A presence state is no JSON object, or too large.</summary>
    public const string PresenceMalformed = "door.presence-malformed";

    /// <summary>The server cannot serve the section now.</summary>
    public const string Unavailable = SessionCodes.Unavailable;

    /// <summary>The server stops.</summary>
    public const string Stopping = "server.stopping";
}
