using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Tests;

/// <summary>What stands in sections and minutes, where a test has none of its own.</summary>
internal static class Looks
{
    /// <summary>Everything was looked at, and nothing stands in any section or in any minutes.</summary>
    public static CardLook NothingStandsIn(FamilyPlan plan) => new(
        plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (_) => []),
        plan.Minutes.SelectMany(m => m.Deliveries).ToDictionary(d => d.Id, d => new StandingMinutes(d.Id, "")))
    {
        Meetings = plan.Meetings.ToDictionary(m => m.Id, _ => new MeetingLook(false, new HashSet<PersonId>())),
    };
}
