namespace RoundTable.Grains.Tests;

/// <summary>Tests that weigh the whole process: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
