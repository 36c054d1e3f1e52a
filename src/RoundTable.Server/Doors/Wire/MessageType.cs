namespace RoundTable.Server.Doors.Wire;

/// <summary>Kinds of messages by their number on the wire; y-websocket knows the first four, Hocuspocus all of them.</summary>
internal static class MessageType
{
    public const ulong Sync = 0;
    public const ulong Awareness = 1;
    public const ulong Auth = 2;
    public const ulong QueryAwareness = 3;
    public const ulong Stateless = 5;
    public const ulong Close = 7;
    public const ulong SyncStatus = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    /// <summary>Of a sync message: "this is what I have", with a state vector.</summary>
    public const ulong Step1 = 0;

    /// <summary>Of a sync message: "this is what you lack", with a V1 update.</summary>
    public const ulong Step2 = 1;

    /// <summary>Of a sync message: "this just happened", with a V1 update.</summary>
    public const ulong Update = 2;
}
