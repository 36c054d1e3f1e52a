using System.Collections.Immutable;

namespace RoundTable.Domain.Plans;

/// <summary>What somebody had been told of the results of a plan when they last got minutes made.</summary>
/// <param name="Count">How many results there were.</param>
/// <param name="Held">Which of these were held from them (L6), as places from 0 in the order of recording, ascending: they wait for later minutes.</param>
internal sealed record ToldResults(int Count, ImmutableList<int> Held)
{
    /// <summary>Of whom no minutes were made.</summary>
    public static readonly ToldResults None = new(0, []);
}
