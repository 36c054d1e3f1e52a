namespace RoundTable.Sessions.Tests;

/// <summary>Tests that weigh the whole process: no others run beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
