namespace RoundTable.Domain.Plans;

/// <summary>Working days in the Netherlands (werkdagen): Monday to Friday, without the public holidays.</summary>
public static class WorkingDays
{
    private const int AscensionAfterEaster = 39;
    private const int WhitMondayAfterEaster = 50;
    private const int LustrumYears = 5;

    /// <summary>The working day that comes so many working days after a day; the day itself for 0.</summary>
    /// <param name="day">The day from which is counted, a working day or not; it does not count itself.</param>
    /// <param name="count">How many working days later, 0 or more. Costs a step per day.</param>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (Is(day))
                count--;
        }

        return day;
    }

    /// <summary>Whether people work on this day.</summary>
    /// <param name="day">A day in the Netherlands.</param>
    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    // Holidays that fall on a Sunday, or like King's Day then on the Saturday before, take no working day.
    private static bool IsHoliday(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (4, 27) or (12, 25) or (12, 26) => true,
        (5, 5) when day.Year % LustrumYears == 0 => true,
        _ => day.DayNumber - Easter(day.Year).DayNumber is 1 or AscensionAfterEaster or WhitMondayAfterEaster,
    };

    // The Gregorian computus of Meeus, Jones and Butcher.
    private static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var sunday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - moon - (ofCentury % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * sunday)) / 451;
        var (month, day) = Math.DivRem(moon + sunday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
