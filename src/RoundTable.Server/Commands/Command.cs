namespace RoundTable.Server.Commands;

/// <summary>Something that the executable does instead of serving.</summary>
/// <param name="Name">Which: one of <see cref="CommandRunner.Names"/>.</param>
/// <param name="Argument">What it is about, or null.</param>
internal sealed record Command(string Name, string? Argument);
