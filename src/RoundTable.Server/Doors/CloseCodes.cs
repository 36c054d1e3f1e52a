namespace RoundTable.Server.Doors;

/// <summary>Why a door closes a socket. Clients take 4400 to 4499 for final and come back after any other code.</summary>
internal static class CloseCodes
{
    /// <summary>Goodbye.</summary>
    public const int Normal = 1000;

    /// <summary>The server stops; another takes over.</summary>
    public const int GoingAway = 1001;

    /// <summary>A frame is larger than a door takes.</summary>
    public const int TooBig = 1009;

    /// <summary>Come back: the client was too slow, or the server has too much to do.</summary>
    public const int TryAgainLater = 1013;

    /// <summary>What the client sent is not its protocol.</summary>
    public const int Malformed = 4400;

    /// <summary>No token, or one that works no longer.</summary>
    public const int Unauthorized = 4401;

    /// <summary>The person does not read this section.</summary>
    public const int Forbidden = 4403;
}
