namespace RoundTable.Server.Tests.Harness;

/// <summary>The real clock, moved: years go by in a test, and timers still run.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _by;

    public void AddHours(int hours) => _by += TimeSpan.FromHours(hours);

    public void AddYears(int years, int days = 0) => _by += GetUtcNow().AddYears(years).AddDays(days) - GetUtcNow();
}
