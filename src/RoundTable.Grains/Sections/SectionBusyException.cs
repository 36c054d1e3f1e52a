namespace RoundTable.Grains.Sections;

/// <summary>The section was not opened, because too much of it waits for the disk; the connection is no reader. Call again in a moment.</summary>
public sealed class SectionBusyException() : SectionResyncException("Too much of the section waits for the disk; call again in a moment.");
