namespace RoundTable.Server.Api.Wire;

/// <summary>Asks for a token by which a Yjs client of any maker opens a section.</summary>
/// <param name="ReadOnly">Whether the client is to read only, whatever the caller may do.</param>
public sealed record DoorTokenRequest(bool ReadOnly = false);

/// <summary>A token for one section. It ends at the time said, and with the session.</summary>
/// <param name="Token">For Hocuspocus providers the <c>token</c>; for y-websocket the parameter <c>token</c> or one of the subprotocols.</param>
/// <param name="ExpiresAt">From this moment connections that came by it close.</param>
/// <param name="CanWrite">Whether the client may type, as things stand now.</param>
public sealed record DoorTokenReply(string Token, DateTimeOffset ExpiresAt, bool CanWrite);
