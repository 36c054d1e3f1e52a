namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Somebody did not get what is theirs: a server that sends nothing leaks nothing, and is of no use.</summary>
internal sealed class MissingException(string what) : Exception(what);
