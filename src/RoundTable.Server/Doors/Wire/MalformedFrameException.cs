namespace RoundTable.Server.Doors.Wire;

/// <summary>A client sent bytes that are no frame of its protocol; nothing of them was carried out.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
