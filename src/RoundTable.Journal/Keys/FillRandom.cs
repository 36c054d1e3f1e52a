namespace RoundTable.Journal;

/// <summary>Fills the buffer with bytes that nobody can predict.</summary>
/// <param name="buffer">What to fill.</param>
public delegate void FillRandom(Span<byte> buffer);
