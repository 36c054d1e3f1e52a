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

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
