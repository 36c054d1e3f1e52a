namespace RoundTable.Grains.Hosting;

/// <summary>Which grain: its class and its key.</summary>
internal readonly record struct GrainId(Type Type, string Key);
