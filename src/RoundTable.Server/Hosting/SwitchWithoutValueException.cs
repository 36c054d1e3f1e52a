namespace RoundTable.Server.Hosting;

/// <summary>A switch on the command line lacks its value.</summary>
/// <param name="name">The switch.</param>
internal sealed class SwitchWithoutValueException(string name) : Exception($"{name} needs a value.");
