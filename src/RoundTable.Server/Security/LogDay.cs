using RoundTable.Domain.Minutes;

namespace RoundTable.Server.Security;

/// <summary>When lines of the log of access are similar enough to be one.</summary>
/// <param name="Day">The day in the Netherlands, which readers see.</param>
/// <param name="Year">The year in UTC, with whose key the line goes: at New Year one Dutch day has lines of two.</param>
internal readonly record struct LogDay(DateOnly Day, int Year)
{
    /// <summary>That of a moment.</summary>
    public static LogDay Of(DateTimeOffset at) => new(DutchTime.Day(at), at.UtcDateTime.Year);
}
