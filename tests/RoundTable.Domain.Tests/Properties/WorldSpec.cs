namespace RoundTable.Domain.Tests.Properties;

/// <summary>From what a random world is made; smaller numbers make smaller worlds.</summary>
public sealed record WorldSpec(int Seed, byte People, byte Sections, byte Steps);
