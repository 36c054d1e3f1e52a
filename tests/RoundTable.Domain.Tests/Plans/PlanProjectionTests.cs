using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class PlanProjectionTests
{
    private static readonly FamilyPlan Plan = Table.Laid().Plan;

    [Fact]
    public void For_Stranger_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PlanProjection.For(Plan, new PersonId("stranger")));

    [Fact]
    public void For_Shielded_NamesThePersonByAlias()
    {
        Assert.Equal(
            new PersonView(Table.Shelter, "begeleider", PersonRole.Professional, null, null),
            PlanProjection.For(Plan, Table.Rob).People.Single(p => p.Id == Table.Shelter));
        Assert.Equal(
            new PersonView(Table.Shelter, "Naam van shelter", PersonRole.Professional, "Opvang De Luwte", "relatie shelter"),
            PlanProjection.For(Plan, Table.Kim).People.Single(p => p.Id == Table.Shelter));
    }

    [Fact]
    public void For_Hidden_DoesNotKnowOfThePerson()
    {
        Assert.DoesNotContain(PlanProjection.For(Plan, Table.Rob).People, p => p.Id == Table.Clinic);
        Assert.Contains(PlanProjection.For(Plan, Table.Kim).People, p => p.Id == Table.Clinic);
        Assert.Contains(PlanProjection.For(Plan, Table.Clinic).People, p => p.Id == Table.Clinic);
    }

    [Fact]
    public void For_Audience_LeavesOutWhomTheViewerMayNotKnow()
    {
        var plan = Table.Laid().Does(new ChangeSection(Table.Circle, SectionMode.Released, [Table.Director, Table.Clinic, Table.Rob])).Plan;

        Assert.Equal([Table.Director, Table.Rob], PlanProjection.For(plan, Table.Rob).Sections[0].Audience);
    }

    [Fact]
    public void For_EachPerson_ShowsTheirSectionsOnly()
    {
        Assert.Equal([Table.Circle, Table.SideRob], SectionsOf(Table.Rob));
        Assert.Equal([Table.Circle, Table.SideKim, Table.Secret], SectionsOf(Table.Kim));
        Assert.Equal([Table.Circle, Table.SideKim, Table.SideRob, Table.Secret], SectionsOf(Table.Director));
        Assert.Empty(SectionsOf(Table.Clinic));
    }

    [Fact]
    public void For_Sections_SaysWhoMayTypeAndRelease()
    {
        var director = PlanProjection.For(Plan, Table.Director).Sections;

        Assert.Equal([false, true, true, true], director.Select(s => s.CanWrite));
        Assert.Equal([false, false, false, true], director.Select(s => s.Shielded));
        Assert.Equal([0, 1, 1, 1], director.Select(s => s.ReleaseTo.Count));
        Assert.All(PlanProjection.For(Plan, Table.Kim).Sections, s => Assert.Empty(s.ReleaseTo));
        Assert.All(PlanProjection.For(Plan, Table.Tolk).Sections, s => Assert.False(s.CanWrite));
    }

    [Fact]
    public void For_Rights_AreTheDirectors()
    {
        Assert.Equal(new PlanRights(true, true, true, false), PlanProjection.For(Plan, Table.Director).Rights);
        Assert.Equal(new PlanRights(false, true, false, false), PlanProjection.For(Plan, Table.Kim).Rights);
        Assert.Equal(new PlanRights(false, false, false, false), PlanProjection.For(Plan, Table.Tolk).Rights);
        Assert.Equal(new PlanRights(false, false, false, true), PlanProjection.For(Plan, Table.Clinic).Rights);
    }

    [Fact]
    public void For_Commitments_AreNumberedWithoutGaps()
    {
        var table = Table.Laid()
            .Does(Table.Kim, Table.Proposal(Table.Secret))
            .Does(Table.Director, new Domain.Commands.ProposeCommitment(
                new CommitmentId("rob-calls"), "Ik bel niet.", Table.Rob, Table.SafeHome, CommitmentKind.SafetyRule, null, "elke dag", Table.Circle));

        Assert.Equal([(1, "rob-calls", true)], Seen(table, Table.Rob));
        Assert.Equal([(1, "rob-calls", false)], Seen(table, Table.Oma));
        Assert.Equal([(1, "calls", true), (2, "rob-calls", false)], Seen(table, Table.Kim));
    }

    [Fact]
    public void For_CheckerWhomTheViewerMayNotKnow_IsLeftOut()
    {
        var table = Table.Laid()
            .Does(new ChangeSection(Table.Secret, SectionMode.Live, [Table.Director, Table.Kim, Table.Clinic]))
            .Does(Table.Kim, Table.Proposal(Table.Secret) with { Checker = Table.Clinic })
            .Does(new ChangeSection(Table.Secret, SectionMode.Released, [Table.Director, Table.Kim, Table.Clinic, Table.Oma]));

        Assert.Null(PlanProjection.For(table.Plan, Table.Oma).Commitments.Single().Checker);
        Assert.Equal(Table.Clinic, PlanProjection.For(table.Plan, Table.Kim).Commitments.Single().Checker);
    }

    [Fact]
    public void For_Meetings_StartWithTheViewersOwnRoom()
    {
        Assert.Equal(Table.Now.AddHours(3), PlanProjection.For(Plan, Table.Rob).Meetings.Single().StartsAt);
        Assert.Equal(Table.Now.AddHours(1), PlanProjection.For(Plan, Table.Kim).Meetings.Single().StartsAt);
        Assert.Empty(PlanProjection.For(Plan, Table.Clinic).Meetings);
    }

    [Fact]
    public void For_Minutes_AreForThoseWhoReceivedThemAndDeliveriesForTheDirector()
    {
        var table = Table.Laid().Does(new PublishMinutes(
            new MinutesId("v1"),
            Table.MeetingId,
            [new NewDelivery(new DeliveryId("d1"), Table.Kim, false, false), new NewDelivery(new DeliveryId("d2"), Table.Rob, true, true)]));
        table.Does(Table.Kim, new Domain.Commands.AcknowledgeMinutes(new MinutesId("v1")));

        var kim = PlanProjection.For(table.Plan, Table.Kim);
        Assert.Equal(new MinutesSummary(new MinutesId("v1"), Table.MeetingId, Table.Now, Table.Now), kim.Minutes.Single());
        Assert.Empty(kim.Deliveries);
        Assert.True(kim.Meetings.Single().Closed);
        Assert.Empty(PlanProjection.For(table.Plan, Table.Rob).Minutes);
        var director = PlanProjection.For(table.Plan, Table.Director);
        Assert.Empty(director.Minutes);
        Assert.Equal([DeliveryState.Acknowledged, DeliveryState.Blocked], director.Deliveries.Select(d => d.State));
    }

    [Fact]
    public void For_Everybody_ShowsFloorRequirementsAndWhomToCall() => Assert.All(Plan.People, p =>
    {
        var view = PlanProjection.For(Plan, p.Id);
        Assert.Equal("Rob zoekt geen contact.", view.FloorRequirements.Single().Text);
        Assert.Equal(new DirectorContact("Naam van director", null, "088 1234"), view.Director);
    });

    private static IEnumerable<SectionId> SectionsOf(PersonId person) => PlanProjection.For(Plan, person).Sections.Select(s => s.Id);

    private static IEnumerable<(int Number, string Id, bool CanAnswer)> Seen(Table table, PersonId person) =>
        PlanProjection.For(table.Plan, person).Commitments.Select(c => (c.Number, c.Id.Value, c.CanAnswer));
}
