namespace RoundTable.Grains;

/// <summary>Fills the bytes at random (design D8). The server gives the operating system's generator, tests a seeded one.</summary>
public delegate void Chance(Span<byte> bytes);
