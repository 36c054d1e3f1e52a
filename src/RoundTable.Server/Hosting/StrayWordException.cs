using RoundTable.Server.Commands;

namespace RoundTable.Server.Hosting;

/// <summary>A word on the command line that belongs to no switch.</summary>
/// <param name="word">The word.</param>
internal sealed class StrayWordException(string word) : Exception(
    CommandRunner.Names.ContainsKey(word) ? $"{word} must come first, before every switch." : $"{word} is no command, and no switch asks for it.");
