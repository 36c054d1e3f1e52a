namespace RoundTable.Journal;

/// <summary>Appends that wait for a transaction that takes all of them or none.</summary>
internal sealed class PendingAppend(IReadOnlyList<Append> appends) : PendingWrite<IReadOnlyList<Appended>>
{
    internal IReadOnlyList<Append> Appends { get; } = appends;

    internal override int Records { get; } = appends.Sum(append => append.Records.Count);

    internal override long Weight { get; } = Limits.WeightOf(appends);
}
