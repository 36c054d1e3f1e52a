using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Privacy;

public class AccessProjectionTests
{
    private static readonly DateOnly MeetingDay = new(2026, 2, 12);
    private static readonly DateOnly OtherDay = new(2026, 2, 10);
    private static readonly PersonId[] Family = [Table.Kim, Table.Child, Table.Rob, Table.Oma];

    private readonly Table _table = Table.Laid();

    [Fact]
    public void SimilarLinesOfADay_AreOne_LatestDayFirst()
    {
        var line = Opened(Table.SafeHome, AccessSubject.Plan, "p1");

        Assert.Equal(
            ["2026-02-12 safehome opened plan", "2026-02-10 safehome opened plan"],
            Seen(Table.Kim, line, line with { Day = OtherDay }, line, line with { Day = OtherDay }));
    }

    [Fact]
    public void Relatives_SeeTheirOwnLinesAndThoseOfProfessionals_NotEachOthers()
    {
        var lines = Family.Append(Table.SafeHome).Select(person => Opened(person, AccessSubject.Plan, "p1")).ToArray();

        Assert.Equal(["2026-02-12 kim opened plan", "2026-02-12 safehome opened plan"], Seen(Table.Kim, lines));
        Assert.Equal(["2026-02-12 rob opened plan", "2026-02-12 safehome opened plan"], Seen(Table.Rob, lines));
        Assert.Equal(5, Seen(Table.Director, lines).Count);
    }

    [Fact]
    public void HiddenPeopleAndShieldedSections_AreInNobodysLogWhoMayNotKnowOfThem()
    {
        AccessEntry[] lines =
        [
            Opened(Table.Clinic, AccessSubject.Plan, "p1"),
            Opened(Table.Director, AccessSubject.Section, "secret"),
            Opened(Table.Director, AccessSubject.Section, "side-kim"),
            Opened(Table.Director, AccessSubject.History, "secret"),
            Opened(Table.Shelter, AccessSubject.Section, "secret"),
        ];

        Assert.Empty(Seen(Table.Rob, lines));
        Assert.Equal(
            [
                "2026-02-12 clinic opened plan",
                "2026-02-12 director opened section",
                "2026-02-12 director opened history",
                "2026-02-12 shelter opened section",
            ],
            Seen(Table.Kim, lines));
    }

    [Fact]
    public void ShieldedPerson_IsNamedByTheAlias()
    {
        _table.Does(new OpenSection(new Section(
            new SectionId("both"), SectionScope.Side, SectionMode.Released, [Table.Director, Table.Rob, Table.Shelter])));
        var plan = _table.Plan;
        // Day and room are shared only when the shelter worker sits with Rob: so nothing is seen at all.
        Assert.Empty(AccessProjection.For(plan, Table.Rob, [Opened(Table.Shelter, AccessSubject.Section, "both")]));
        Assert.Equal("Naam van shelter", Assert.Single(AccessProjection.For(plan, Table.Director, [Opened(Table.Shelter, AccessSubject.Section, "both")])).Person.Name);
    }

    [Fact]
    public void WhoeverIsKeptFromSomething_HearsOnlyOfDaysOnWhichTheySitTogether()
    {
        AccessEntry[] lines =
        [
            Opened(Table.SafeHome, AccessSubject.Plan, "p1"),
            Opened(Table.SafeHome, AccessSubject.Plan, "p1") with { Day = OtherDay },
            Opened(Table.Tolk, AccessSubject.Plan, "p1"),
        ];

        Assert.Equal(["2026-02-12 safehome opened plan"], Seen(Table.Rob, lines));
        Assert.Equal(["2026-02-12 safehome opened plan"], Seen(Table.Oma, lines));
        Assert.Equal(3, Seen(Table.Kim, lines).Count);
    }

    [Fact]
    public void OtherSession_WhateverIsLoggedOfIt_MakesNoDifferenceToTheLogOfTheOtherSide()
    {
        var own = Enumerable.Range(0, 4).Select(i => Opened(Table.SafeHome, AccessSubject.Plan, "p1") with { Day = MeetingDay.AddDays(-i) }).ToArray();
        var kept = Seen(Table.Rob, own);
        PersonId[] others = [Table.Director, Table.SafeHome, Table.Kim, Table.Child, Table.Shelter, Table.Tolk, Table.Clinic];
        foreach (var person in others)
        {
            foreach (var action in Enum.GetValues<AccessAction>())
            {
                foreach (var (what, id) in new[] { (AccessSubject.Meeting, "m1"), (AccessSubject.Section, "side-kim"), (AccessSubject.Plan, "p1"), (AccessSubject.Section, "circle") })
                {
                    // The day before: on the day itself Rob sits with the director and the worker too, and knows that they looked.
                    var extra = new AccessEntry(OtherDay, person, action, what, id);
                    Assert.Equal(kept, Seen(Table.Rob, [.. own, extra]));
                }
            }
        }
    }

    [Fact]
    public void RefusedTries_RecipientsAndCopiesOfOthers_AreForTheDirector()
    {
        AccessEntry[] lines =
        [
            new(MeetingDay, Table.SafeHome, AccessAction.Refused, AccessSubject.Plan, "p1"),
            new(MeetingDay, Table.SafeHome, AccessAction.Received, AccessSubject.Minutes, "mi"),
            new(MeetingDay, Table.SafeHome, AccessAction.Changed, AccessSubject.Invitation, "kim"),
            new(MeetingDay, Table.Director, AccessAction.Printed, AccessSubject.Person, "kim"),
            new(MeetingDay, Table.Director, AccessAction.Printed, AccessSubject.Person, "child"),
        ];

        Assert.Equal(["2026-02-12 director printed person"], Seen(Table.Kim, lines));
        Assert.Equal(4, Seen(Table.Director, lines).Count);
    }

    [Fact]
    public void Emergency_IsShownToTheFamily_ButNotToWhomSomethingIsKeptFrom()
    {
        var line = Opened(Table.SafeHome, AccessSubject.Plan, "p1") with { Emergency = true };

        Assert.True(Assert.Single(AccessProjection.For(_table.Plan, Table.Kim, [line])).Emergency);
        Assert.True(Assert.Single(AccessProjection.For(_table.Plan, Table.Director, [line])).Emergency);
        Assert.True(Assert.Single(AccessProjection.For(_table.Plan, Table.SafeHome, [line])).Emergency);
        Assert.Empty(AccessProjection.For(_table.Plan, Table.Rob, [line]));
        Assert.Empty(AccessProjection.For(_table.Plan, Table.Oma, [line]));
    }

    [Fact]
    public void WordsOfAChild_AreThereForWhomeverTheChildLetsReadThem()
    {
        var id = new ChildWordsId("words");
        _table.Does(Table.Child, new WriteChildWords(id, ChildWordsKind.Statement, "Ik wil niet meer.", false));
        AccessEntry[] lines =
        [
            new(MeetingDay, Table.Child, AccessAction.Changed, AccessSubject.ChildWords, id.Value),
            new(MeetingDay, Table.Child, AccessAction.Refused, AccessSubject.ChildWords, "nowhere"),
            new(MeetingDay, Table.SafeHome, AccessAction.Changed, AccessSubject.ChildWords, ""),
        ];

        Assert.Equal(["2026-02-12 child changed childwords", "2026-02-12 child refused childwords"], Seen(Table.Child, lines));
        Assert.Equal(["2026-02-12 safehome changed childwords"], Seen(Table.SafeHome, lines));
        Assert.All(_table.Plan.People.Where(p => p.Id != Table.Child && p.Id != Table.SafeHome), p => Assert.Empty(Seen(p.Id, lines)));

        _table.Does(Table.Child, new ReleaseChildWords(id, [Table.Director]));

        Assert.Equal(["2026-02-12 child changed childwords"], Seen(Table.Director, lines));
        Assert.Empty(Seen(Table.Kim, lines));
    }

    private static AccessEntry Opened(PersonId person, AccessSubject what, string id) => new(MeetingDay, person, AccessAction.Opened, what, id);

    private List<string> Seen(PersonId viewer, params AccessEntry[] entries) =>
    [
        .. AccessProjection.For(_table.Plan, viewer, entries)
            .Select(line => $"{line.Day:yyyy-MM-dd} {line.Person.Id} {line.Action.ToString().ToLowerInvariant()} {line.What.ToString().ToLowerInvariant()}"),
    ];
}
