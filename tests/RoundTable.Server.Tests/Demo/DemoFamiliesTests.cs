using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Server.Demo;

namespace RoundTable.Server.Tests.Demo;

public class DemoFamiliesTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 12, 11, 20, 0, TimeSpan.Zero);
    private static readonly Casebook Book = Casebook.Load();

    [Theory]
    [InlineData("A", 14, 3, 10, 2, 12, 32, 13)]
    [InlineData("C", 14, 4, 7, 1, 10, 29, 12)]
    public void Family_LoadedByTheRules_IsWholeAndNothingIsRefused(
        string name, int people, int absent, int sections, int rooms, int commitments, int items, int guests)
    {
        var family = Family(name);

        var plan = Load(family);

        Assert.Equal(people + absent, plan.People.Count);
        Assert.Equal(sections, plan.Sections.Count);
        Assert.Equal(rooms, Assert.Single(plan.Meetings).Rooms.Count);
        Assert.Equal(commitments, plan.Commitments.Count);
        Assert.All(plan.Commitments, commitment => Assert.Equal(CommitmentStatus.Proposed, commitment.Status));
        Assert.Equal(items, family.Items.Count);
        Assert.Equal(guests, family.Guests.Count);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public void Item_OfTheCard_MayBeReadByEverybodyInItsSection(string name)
    {
        var family = Family(name);
        var plan = Load(family);

        Assert.All(family.Items, item => Assert.Empty(LeakGuard.Check(plan, item.Text, plan.Section(item.Section)!.Audience)));
        Assert.All(family.Items, item => Assert.True(plan.Section(item.Section)!.Names(item.Author)));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public void Items_OfASection_AreNumberedWithoutGaps(string name) => Assert.All(
        Family(name).Items.GroupBy(item => item.Section),
        items => Assert.Equal(Enumerable.Range(1, items.Count()), items.Select(item => (int)item.Order)));

    [Theory]
    [InlineData("A", "Mark van Wolkeren", 3)]
    [InlineData("A", "Nadia El Amarti", 9)]
    [InlineData("A", "Ingrid Postema", 10)]
    [InlineData("C", "Dylan Roest", 3)]
    public void Person_OfTheFamily_ReadsTheSectionsOfTheCasebook(string name, string person, int sections)
    {
        var plan = Load(Family(name));
        var reader = plan.People.Single(p => p.Name == person).Id;

        Assert.Equal(sections, plan.Sections.Count(section => section.Names(reader)));
    }

    [Theory]
    [InlineData("Mark van Wolkeren")]
    [InlineData("Trees van Wolkeren")]
    [InlineData("Joost Rademaker")]
    [InlineData("Marijke de Ruig")]
    public void Person_OnTheSideOfWhoMustNotKnowThePlace_ReadsNoNameOfTheShelterOrTheSchool(string person)
    {
        var plan = Load(Family("A"));
        var reader = plan.People.Single(p => p.Name == person).Id;

        var read = string.Join('\n', PlanProjection.For(plan, reader).People.Select(seen => $"{seen.Name} {seen.Organisation} {seen.Relation}"));

        Assert.DoesNotContain("Luwte", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Vuurtoren", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public void Meeting_AtWhateverHourTheDemoStarts_IsToday(string name)
    {
        for (var now = Now; now < Now.AddDays(1); now += TimeSpan.FromMinutes(30))
        {
            var plan = Load(Family(name, now), now);
            var begins = Assert.Single(plan.Meetings).Rooms.Select(room => room.StartsAt).ToList();
            Assert.All(begins, begin => Assert.Equal(DutchTime.Day(now), DutchTime.Day(begin)));
            Assert.Equal(begins.Distinct().Order(), begins);
        }
    }

    [Fact]
    public void Family_MadeTwice_IsTheSame()
    {
        Assert.Equal(Family("A").Items, Family("A").Items);
        Assert.Equal(Family("A").Commitments, Family("A").Commitments);
    }

    [Fact]
    public void Casebook_InTheRepository_LacksTheItemThatMustBeRefused() =>
        Assert.DoesNotContain(Book.Cases.Single(family => family.Id == "C").Items, item => item.Nr == 15);

    private static DemoFamily Family(string name, DateTimeOffset? now = null) =>
        DemoFamilies.Make(Book.Cases.Single(family => family.Id == name), now ?? Now);

    private static FamilyPlan Load(DemoFamily family, DateTimeOffset? at = null)
    {
        var now = at ?? Now;
        var plan = FamilyPlan.Start;
        foreach (var setup in family.Setups)
            plan = Apply(plan, PlanDecisions.Decide(plan, setup, setup is OpenPlan or SetProtection ? null : family.Director.Id, now, NothingStandsIn(plan)), setup);
        foreach (var commitment in family.Commitments)
            plan = Apply(plan, PlanDecisions.Decide(plan, commitment, family.Director.Id, now, CardLook.Unseen), commitment);
        return plan;
    }

    // What stands on the card comes after all of this.
    private static CardLook NothingStandsIn(FamilyPlan plan) =>
        CardLook.Unseen with { Items = plan.Sections.ToDictionary(s => s.Id, IReadOnlyList<StandingItem> (_) => []) };

    private static FamilyPlan Apply(FamilyPlan plan, Domain.Commands.Decision<PlanEvent> decision, object what)
    {
        Assert.True(decision.Refusal is null, $"{decision.Refusal?.Code} {string.Join(' ', decision.Refusal?.About ?? [])}: {what}");
        return decision.Events.Aggregate(plan, (state, happened) => state.Apply(happened));
    }
}
