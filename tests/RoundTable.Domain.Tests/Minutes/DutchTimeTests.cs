using System.Globalization;
using RoundTable.Domain.Minutes;

namespace RoundTable.Domain.Tests.Minutes;

public class DutchTimeTests
{
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00")]
    [InlineData("2026-02-12T23:30:00Z", "2026-02-13T00:30:00+01:00")]
    [InlineData("2024-03-31T01:00:00Z", "2024-03-31T03:00:00+02:00")]
    public void Local_AroundTheChange_HasTheRightOffset(string instant, string local)
    {
        var at = DutchTime.Local(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

        Assert.Equal(local, at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Day_LateInTheEvening_IsTheDutchDay() =>
        Assert.Equal(new DateOnly(2026, 2, 13), DutchTime.Day(new DateTimeOffset(2026, 2, 12, 23, 30, 0, TimeSpan.Zero)));
}
