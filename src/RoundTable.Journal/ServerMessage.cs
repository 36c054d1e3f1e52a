namespace RoundTable.Journal;

/// <summary>Something that another server told all servers of the store; kept nowhere.</summary>
/// <param name="Server">Which server: an id of one life of it.</param>
/// <param name="Text">What it told.</param>
public sealed record ServerMessage(string Server, string Text);
