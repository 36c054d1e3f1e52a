namespace RoundTable.Domain.Minutes;

/// <summary>The clock on the wall in the Netherlands, by the rule of Directive 2000/84/EC, so that no time zone files are needed.</summary>
public static class DutchTime
{
    /// <summary>The same instant with the offset of the Netherlands: +01:00, in summer +02:00.</summary>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset Local(DateTimeOffset instant)
    {
        var year = instant.UtcDateTime.Year;
        var summer = instant >= LastSunday(year, 3) && instant < LastSunday(year, 10);
        return instant.ToOffset(TimeSpan.FromHours(summer ? 2 : 1));
    }

    /// <summary>The day in the Netherlands.</summary>
    /// <param name="instant">The instant.</param>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>When a day begins in the Netherlands.</summary>
    /// <param name="day">The day.</param>
    public static DateTimeOffset Begin(DateOnly day)
    {
        // The clock never changes at midnight, so the offset that one hour after midnight in winter time has is the day's.
        var winter = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(1));
        return winter - (Local(winter).Offset - TimeSpan.FromHours(1));
    }

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
