using System.Globalization;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Tests.Plans;

public class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-02-12", 0, "2026-02-12")]
    [InlineData("2026-02-12", 1, "2026-02-13")]
    [InlineData("2026-02-12", 5, "2026-02-19")]
    [InlineData("2026-02-12", 7, "2026-02-23")]
    [InlineData("2026-02-13", 1, "2026-02-16")]
    [InlineData("2026-02-14", 1, "2026-02-16")]
    [InlineData("2026-02-15", 5, "2026-02-20")]
    [InlineData("2026-04-02", 5, "2026-04-10")]
    [InlineData("2026-12-24", 5, "2027-01-04")]
    [InlineData("2025-04-17", 7, "2025-04-29")]
    public void After_SkipsWeekendsAndHolidays(string day, int count, string after) => Assert.Equal(Day(after), WorkingDays.After(Day(day), count));

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-04-06")]
    [InlineData("2024-04-01")]
    [InlineData("2025-04-21")]
    [InlineData("2038-04-26")]
    [InlineData("2026-04-27")]
    [InlineData("2026-05-14")]
    [InlineData("2024-05-09")]
    [InlineData("2026-05-25")]
    [InlineData("2008-05-12")]
    [InlineData("2025-05-05")]
    [InlineData("2020-05-05")]
    [InlineData("2026-12-25")]
    [InlineData("2025-12-26")]
    [InlineData("2026-02-14")]
    [InlineData("2026-02-15")]
    public void Is_OnHolidaysAndInWeekends_No(string day) => Assert.False(WorkingDays.Is(Day(day)));

    [Theory]
    [InlineData("2026-05-05")]
    [InlineData("2027-05-05")]
    [InlineData("2026-04-03")]
    [InlineData("2025-04-28")]
    [InlineData("2026-04-30")]
    [InlineData("2026-05-15")]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-31")]
    public void Is_OnDaysThatManyTakeOffAndNoLawGives_Yes(string day) => Assert.True(WorkingDays.Is(Day(day)));

    // Easter Monday is 23 March at the earliest and 26 April at the latest.
    [Fact]
    public void EasterMonday_OfThreeCenturies_IsOneMondayInItsSpan()
    {
        for (var year = 1900; year < 2200; year++)
        {
            var span = Enumerable.Range(0, 35).Select(i => new DateOnly(year, 3, 23).AddDays(i)).Where(d => d.DayOfWeek == DayOfWeek.Monday);
            Assert.Single(span, d => !WorkingDays.Is(d));
        }
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
