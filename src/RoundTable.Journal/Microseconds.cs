namespace RoundTable.Journal;

/// <summary>Moments as both stores keep them: whole microseconds since 1970-01-01Z, rounded down.</summary>
internal static class Microseconds
{
    internal static long Of(DateTimeOffset moment) =>
        Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerMicrosecond) is var (whole, rest) && rest < 0
            ? whole - 1
            : whole;

    internal static DateTimeOffset ToMoment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    internal static DateTimeOffset Truncate(DateTimeOffset moment) => ToMoment(Of(moment));
}
