using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>
/// The sections of a casebook family: one for the whole circle, one for each side of a protection relation, and one for
/// each shield with exactly the readers that the casebook gives it.
/// </summary>
internal static class DemoSections
{
    private const int DaysToReview = 90;

    /// <summary>The section of a shield, or of the whole circle for none.</summary>
    public static SectionId IdOf(CasebookCase from, string shield) =>
        DemoIds.Of<SectionId>(shield.Length == 0 ? $"{from.Id}-circle" : shield);

    public static IReadOnlyList<Section> Of(
        CasebookCase from, IReadOnlyList<Person> people, IReadOnlyList<ProtectionRelation> protections, PlannedMeeting meeting, DateOnly today)
    {
        List<PersonId> everybody = [.. people.Select(person => person.Id)];
        var director = people.Single(person => person.Role == PersonRole.CaseDirector).Id;
        List<Section> sections = [Make(IdOf(from, ""), SectionScope.Circle, everybody)];
        sections.AddRange(Sides().Select((side, i) => Make(DemoIds.Of<SectionId>($"{from.Id}-side-{i}"), SectionScope.Side, side)));
        sections.AddRange(from.Shields.Where(IsUsed).Select(shield => Make(
            IdOf(from, shield.Key),
            SectionScope.Shielded,
            [.. everybody.Except(shield.Value.HiddenFrom.Select(DemoIds.Of<PersonId>))],
            new SectionShield(shield.Value.Reason, director, today.AddDays(DaysToReview)))));
        return sections;

        Section Make(SectionId id, SectionScope scope, IReadOnlyList<PersonId> audience, SectionShield? shield = null) =>
            new(id, scope, HoldsBothSides(audience) ? SectionMode.Released : SectionMode.Live, audience, shield);

        bool HoldsBothSides(IReadOnlyList<PersonId> audience) =>
            protections.Any(relation => relation.Protected.Any(audience.Contains) && audience.Any(relation.KeepsFrom));

        IEnumerable<IReadOnlyList<PersonId>> Sides()
        {
            if (!HoldsBothSides(everybody))
                return [];
            if (meeting.Rooms.Count > 1)
                return meeting.Rooms.Select(room => room.Participants);
            var relation = protections.First(relation => relation.Protected.Count > 0);
            return [[.. everybody.Where(id => !relation.KeepsFrom(id))], [.. everybody.Except(relation.Protected)]];
        }

        bool IsUsed(KeyValuePair<string, CasebookShield> shield) =>
            from.Items.Any(item => item.Shield == shield.Key) || from.Commitments.Any(commitment => commitment.Shield == shield.Key);
    }
}
