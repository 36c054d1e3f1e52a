namespace RoundTable.Server.Security;

/// <summary>Marks an endpoint after which this browser has no session, however it went.</summary>
internal sealed class EndsSession;
