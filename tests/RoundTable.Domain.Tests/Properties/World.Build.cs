using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Properties;

internal sealed partial class World
{
    private void BuildPlan(int people, int sections)
    {
        Do(new OpenPlan(new PlanId("plan"), "Gezin", "Gemeente", "Reden.", Person(Director, PersonRole.CaseDirector), new SectionId("circle")));
        for (var i = 1; i <= people; i++)
            Do(new AddPerson(Person(new PersonId($"person{i}q"), Any(Enum.GetValues<PersonRole>())), Chance(80)));

        Do(new UseLegalBasis(Table.Ground([.. Everybody.Where(_ => Chance(60)).Append(Director)]) with { DecidedBy = Director }));
        foreach (var person in Everybody.Where(_ => Chance(60)))
            Do(new UseLegalBasis(Table.Ground(person) with { Id = new LegalBasisId($"part-{person}"), DecidedBy = Director, Categories = AnyCategories(DataCategory.Agreements) }));
        var all = Everybody.Where(p => p != Director).ToList();
        var kept = Any(all);
        Relation = new ProtectionRelation(
            new ProtectionId("relation"),
            [.. all.Where(p => p != kept && Chance(50))],
            [kept],
            [],
            "",
            Words,
            "",
            null);
        Relation = Relation with { Indirect = [.. all.Where(p => p != kept && !Relation.Protected.Contains(p) && Chance(40))] };
        Do(new SetProtection(_dropped == Dropped.LeakGuard ? Relation with { ProtectedWords = [] } : Relation));
        Do(new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("floor1"), Text("floor", Director), "VT", FloorRequirementStatus.Met)));
        for (var i = 0; i < sections; i++)
            Do(new OpenSection(RandomSection(new SectionId($"section{i}q"))));

        for (var i = 0; i < people; i++)
        {
            var relation = new Relation(new RelationId($"serves{i}"), RelationKind.Serves, Any(Everybody), Any(Everybody), new DateOnly(2026, 2, 1), null);
            Do(new SetRelation(relation));
            Do(relation.Of, new ShareTreatment(relation.To, Some(40), Chance(50)));
        }

        foreach (var child in Plan.People.Where(p => p.Role == PersonRole.Child).ToList())
        {
            foreach (var kind in new[] { RelationKind.AuthorityOver, RelationKind.AuthorityOver, RelationKind.Serves, RelationKind.SourceOfDanger })
                Do(new SetRelation(new Relation(new RelationId($"{kind}{++_tokens}".ToLowerInvariant()), kind, Any(Everybody), child.Id, new DateOnly(2026, 2, 1), null)));
        }

        PersonId[] seated = [.. all.Where(_ => Chance(80))];
        var first = seated.Where(_ => Chance(50)).ToList();
        var second = seated.Where(p => !first.Contains(p) || Chance(20)).ToList();
        Do(new PlanMeeting(
            MeetingId,
            MeetingKind.Start,
            [new PlannedRoom(RoomIds[0], Now, Together(first)), new PlannedRoom(RoomIds[1], Now.AddHours(1), Together(second))],
            [.. all.Where(p => !seated.Contains(p) && Chance(60))]));
        WriteItems();
    }

    // Without those who may not know of each other: such a room is refused.
    private List<PersonId> Together(IEnumerable<PersonId> people)
    {
        List<PersonId> room = [Director];
        foreach (var person in people)
        {
            if (!Visibility.HidesWithin(Plan, [.. room, person]))
                room.Add(person);
        }

        return room;
    }

    // Some are shielded or hidden from some of those who were there before or come later.
    private Person Person(PersonId id, PersonRole role) => new(
        id,
        new SubjectId("subject"),
        Token("name"),
        role,
        Chance(50) ? Token("organisation") : null,
        Chance(50) ? Token("relation") : null,
        Token("alias"),
        id == Director ? [] : Others(id, 25),
        id == Director ? [] : Others(id, 10),
        null,
        Token("email"),
        id == Director ? "06" : Token("phone"),
        role == PersonRole.Child && Chance(60) ? YoungBirthDate : new DateOnly(1999, 9, 9));

    private PersonId[] Others(PersonId id, int percent) =>
        [.. Enumerable.Range(1, 9).Select(i => new PersonId($"person{i}q")).Where(p => p != id && Chance(percent))];

    private Section RandomSection(SectionId id) => new(
        id,
        Any(Enum.GetValues<SectionScope>()),
        Any(Enum.GetValues<SectionMode>()),
        [Director, .. Some(50).Where(p => p != Director)],
        Categories: Chance(30) ? [.. AnyCategories(DataCategory.Money).Where(c => c != DataCategory.Treatment).DefaultIfEmpty(DataCategory.Money)] : null);

    // Items are typed live, past every guard: what reaches minutes from them is to be left out there.
    private void WriteItems()
    {
        foreach (var section in Plan.Sections)
        {
            for (var i = 0; i < 2; i++)
            {
                var author = section.Treatment?.Keeper ?? Any(section.Audience);
                Items.Add(new CardItemText(
                    section.Id,
                    new ItemId($"i{Items.Count}"),
                    Any(Enum.GetValues<CardColumn>()),
                    ItemKind.Fact,
                    Any(section.Audience),
                    author,
                    i,
                    Text("item", author)));
            }
        }
    }
}
