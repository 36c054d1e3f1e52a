using RoundTable.Domain.Commands;

namespace RoundTable.Grains;

/// <summary>What was asked for, or why not; exactly one of the two is there.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer.</param>
/// <param name="Refusal">Why not.</param>
public sealed record Answer<T>(T? Value, Refusal? Refusal)
    where T : class;
