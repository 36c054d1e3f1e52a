using System.Globalization;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class SetupDecisionTests
{
    private static readonly Person New = Table.Someone(new PersonId("new"), PersonRole.Professional);

    [Fact]
    public void OpenPlan_OfNothing_HasDirectorAndLiveCircle()
    {
        var plan = new Table().Does(Opening()).Plan;

        Assert.True(plan.Opened);
        Assert.Equal(Table.Director, plan.Director);
        Assert.Equal([Table.Director], plan.DirectorHistory.Select(d => d.Person));
        Assert.Equal(SectionMode.Live, plan.Circle!.Mode);
        Assert.Equal([Table.Director], plan.Circle.Audience);
    }

    [Fact]
    public void OpenPlan_OpenAlready_IsRefused() => Assert.Equal(RefusalCodes.PlanAlreadyOpen, Table.Laid().Refuses(Opening()));

    [Fact]
    public void OpenPlan_DirectorWithAnotherRole_IsRefused() => Assert.Equal(
        RefusalCodes.PlanNotDirector,
        new Table().Refuses(Opening() with { Director = New }));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void OpenPlan_NoName_IsRefused(string name) =>
        Assert.Equal(RefusalCodes.PlanTextLength, new Table().Refuses(Opening() with { FamilyName = name }));

    [Fact]
    public void AnySetup_BeforeThePlanIsOpen_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanNotOpen, new Table().Refuses(new AddPerson(New, true)));

    [Fact]
    public void AnySetup_BySomebodyElse_IsRefused()
    {
        Assert.Equal(RefusalCodes.PlanNotDirector, Table.Laid().Refuses(new AddPerson(New, true), Table.Kim));
        Assert.Equal(RefusalCodes.PlanNotAMember, Table.Laid().Refuses(new AddPerson(New, true), new PersonId("stranger")));
        Assert.Null(Table.Laid().Refuses(new AddPerson(New, true), Table.Director));
    }

    [Theory]
    [InlineData("9990-01-01", RefusalCodes.PlanBirthDate)]
    [InlineData("2062-12-01", RefusalCodes.PlanBirthDate)]
    [InlineData("0001-01-01", RefusalCodes.PlanBirthDate)]
    [InlineData("2026-06-01", null)]
    [InlineData("1926-06-01", null)]
    public void AddPerson_BornOnADayOnWhichNobodyIs_IsRefused(string born, string? code) => Assert.Equal(
        code,
        Table.Laid().Refuses(new AddPerson(New with { BirthDate = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture) }, true)));

    [Theory]
    [InlineData(PersonRole.CaseDirector, " Clinic@Huis.example", RefusalCodes.PlanMailInUse)]
    [InlineData(PersonRole.Interpreter, "clinic@huis.example", RefusalCodes.PlanMailInUse)]
    [InlineData(PersonRole.Professional, "kim@huis.example", null)]
    [InlineData(PersonRole.NetworkMember, "clinic@huis.example", null)]
    [InlineData(PersonRole.Professional, null, null)]
    public void AddPerson_WithTheWorkAddressOfAnother_IsRefused(PersonRole role, string? mail, string? code)
    {
        var refusal = PlanDecisions.Decide(Table.Laid().Plan, new AddPerson(New with { Role = role, Email = mail }, true), Table.Director, Table.Now, CardLook.Unseen).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(code is null ? null : [Table.Clinic.Value], refusal?.About);
    }

    [Fact]
    public void AddPerson_InCircle_ReadsTheCircle() =>
        Assert.Contains(New.Id, Table.Laid().Does(new AddPerson(New, true)).Plan.Circle!.Audience);

    [Fact]
    public void AddPerson_OnlyInvited_ReadsNothing() =>
        Assert.DoesNotContain(Table.Laid().Does(new AddPerson(New, false)).Plan.Sections, s => s.Names(New.Id));

    [Fact]
    public void AddPerson_HiddenFromSomebodyInTheLiveCircle_MakesItReleased()
    {
        var table = new Table().Does(Opening()).Does(new AddPerson(Table.Someone(Table.Rob, PersonRole.ParentWithAuthority), true));
        Assert.Equal(SectionMode.Live, table.Plan.Circle!.Mode);

        table.Does(new AddPerson(New with { HiddenFrom = [Table.Rob] }, true));

        Assert.Equal(SectionMode.Released, table.Plan.Circle!.Mode);
    }

    [Fact]
    public void AddPerson_Twice_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanPersonExists, Table.Laid().Refuses(new AddPerson(Table.Someone(Table.Kim, PersonRole.Child), true)));

    [Fact]
    public void AddPerson_ShieldedWithoutAlias_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanAliasRequired, Table.Laid().Refuses(new AddPerson(New with { ShieldedFrom = [Table.Rob] }, true)));

    [Theory]
    [InlineData(null, RefusalCodes.PlanProtectedWord)]
    [InlineData("begeleider De Luwte", RefusalCodes.PlanProtectedWord)]
    [InlineData("begeleider", null)]
    public void AddPerson_OrganisationWithAProtectedWord_NeedsAHarmlessAlias(string? alias, string? code)
    {
        var person = New with { Organisation = "De Luwte", AliasName = alias, ShieldedFrom = alias is null ? [] : [Table.Rob, Table.Oma] };

        Assert.Equal(code, Table.Laid().Refuses(new AddPerson(person, true)));
    }

    [Fact]
    public void SetProtection_LiveSectionWithBothSides_TakesReleasedItemsOnly()
    {
        var table = new Table().Does(Opening());
        table.Does(new AddPerson(Table.Someone(Table.Kim, PersonRole.ParentWithAuthority), true));
        table.Does(new AddPerson(Table.Someone(Table.Oma, PersonRole.NetworkMember), true));
        table.Does(new AddPerson(Table.Someone(Table.Rob, PersonRole.ParentWithAuthority), false));

        table.Does(new SetProtection(Relation("Vlierstraat")));

        Assert.Equal(SectionMode.Released, table.Plan.Circle!.Mode);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("a-b")]
    [InlineData("")]
    [InlineData("...")]
    public void SetProtection_WordTooShort_IsRefused(string word) =>
        Assert.Equal(RefusalCodes.ProtectionWordTooShort, Table.Laid().Refuses(new SetProtection(Relation(word))));

    [Fact]
    public void SetProtection_SamePersonOnBothSides_IsRefused() => Assert.Equal(
        RefusalCodes.ProtectionSameSide,
        Table.Laid().Refuses(new SetProtection(Relation("Vlierstraat") with { Indirect = [Table.Kim] })));

    [Fact]
    public void SetProtection_OfOneThatIsKeptFromTheDirector_IsRefused()
    {
        var hidden = Relation("Kastanjelaan") with { From = [Table.Director] };
        var table = Table.Laid().Does(new SetProtection(hidden));

        Assert.Equal(RefusalCodes.ProtectionUnknown, table.Refuses(new SetProtection(hidden with { From = [Table.Rob] }), Table.Director));
        Assert.Null(table.Refuses(new SetProtection(hidden with { From = [Table.Rob] })));
    }

    [Fact]
    public void AddPerson_WhomTheDirectorMayNotKnow_IsSetByTheServerOnly()
    {
        foreach (var person in new[] { New with { HiddenFrom = [Table.Director] }, New with { ShieldedFrom = [Table.Director], AliasName = "melder" } })
        {
            Assert.Equal(RefusalCodes.PlanDirectorKnows, Table.Laid().Refuses(new AddPerson(person, true), Table.Director));
            Assert.NotEqual(RefusalCodes.PlanDirectorKnows, Table.Laid().Refuses(new AddPerson(person, true)));
        }
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:00:00Z")]
    public void PlanMeeting_CenturiesAway_IsRefused(string starts) => Assert.Equal(
        RefusalCodes.ConsentDates,
        Table.Laid().Refuses(new PlanMeeting(
            new MeetingId("m9"),
            MeetingKind.Evaluation,
            [new PlannedRoom(new RoomId("nine"), DateTimeOffset.Parse(starts, CultureInfo.InvariantCulture), [Table.Director])],
            [])));

    [Fact]
    public void SetProtection_ByTheDirectorFromThemselves_IsRefused()
    {
        var relation = Relation("Kastanjelaan");
        Assert.Equal(RefusalCodes.ProtectionFromDirector, Table.Laid().Refuses(new SetProtection(relation with { From = [Table.Director] }), Table.Director));
        Assert.Equal(RefusalCodes.ProtectionFromDirector, Table.Laid().Refuses(new SetProtection(relation with { Indirect = [Table.Director] }), Table.Director));
        Assert.Null(Table.Laid().Refuses(new SetProtection(relation with { From = [Table.Director] })));
    }

    [Fact]
    public void SetProtection_UnknownPerson_IsRefused() => Assert.Equal(
        RefusalCodes.PlanPersonUnknown,
        Table.Laid().Refuses(new SetProtection(Relation("Vlierstraat") with { From = [new PersonId("stranger")] })));

    [Fact]
    public void SetProtection_WordInTheNameByWhichEverybodyKnowsTheFamily_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanProtectedWord, Table.Laid().Refuses(new SetProtection(Relation("Gezin Kim"))));

    [Fact]
    public void OpenSection_LiveWithBothSides_IsRefused() => Assert.Equal(
        RefusalCodes.SectionMustBeReleased,
        Table.Laid().Refuses(Opening(SectionMode.Live, Table.Director, Table.Kim, Table.Oma)));

    [Fact]
    public void OpenSection_ReleasedWithBothSides_IsOpened() =>
        Assert.Null(Table.Laid().Refuses(Opening(SectionMode.Released, Table.Director, Table.Kim, Table.Oma)));

    [Fact]
    public void OpenSection_WithoutTheDirector_IsRefused() =>
        Assert.Equal(RefusalCodes.SectionDirectorMissing, Table.Laid().Refuses(Opening(SectionMode.Live, Table.Kim)));

    [Fact]
    public void OpenSection_UnknownReader_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanPersonUnknown, Table.Laid().Refuses(Opening(SectionMode.Live, Table.Director, new PersonId("stranger"))));

    [Fact]
    public void OpenSection_IdOrCircleThatExists_IsRefused()
    {
        Assert.Equal(RefusalCodes.SectionExists, Table.Laid().Refuses(new OpenSection(new Section(Table.Secret, SectionScope.Shielded, SectionMode.Live, [Table.Director]))));
        Assert.Equal(RefusalCodes.SectionExists, Table.Laid().Refuses(new OpenSection(new Section(new SectionId("c2"), SectionScope.Circle, SectionMode.Live, [Table.Director]))));
    }

    [Fact]
    public void ChangeSection_ToLiveWithBothSides_IsRefused() => Assert.Equal(
        RefusalCodes.SectionMustBeReleased,
        Table.Laid().Refuses(new ChangeSection(Table.Circle, SectionMode.Live, [Table.Director, Table.Kim, Table.Rob])));

    [Fact]
    public void ChangeSection_Unknown_IsRefused() => Assert.Equal(
        RefusalCodes.SectionNotAReader,
        Table.Laid().Refuses(new ChangeSection(new SectionId("none"), SectionMode.Live, [Table.Director])));

    [Fact]
    public void ChangeSection_WithoutWhoIsBoundThere_IsRefusedAndNamesThem()
    {
        var table = Table.Laid().Does(Table.Shelter, Table.Proposal());
        ChangeSection without = new(Table.SideKim, SectionMode.Live, [Table.Director, Table.SafeHome, Table.Child, Table.Tolk]);

        var refusal = PlanDecisions.Decide(table.Plan, without, Table.Director, Table.Now, Looks.NothingStandsIn(table.Plan)).Refusal!;

        Assert.Equal(RefusalCodes.SectionReaderBound, refusal.Code);
        Assert.Equal(["kim", "shelter"], refusal.About.Order(StringComparer.Ordinal));
        Assert.Null(table.Refuses(without with { Audience = [Table.Director, Table.Kim, Table.Shelter] }));
        Assert.Null(table.Does(Table.Kim, new EndCommitment(Table.Calls, 1, "Niet meer nodig.")).Refuses(without));
    }

    [Fact]
    public void ChangeSection_SmallerAudience_TakesItsReadersAway()
    {
        var plan = Table.Laid().Does(new ChangeSection(Table.Secret, SectionMode.Live, [Table.Director])).Plan;

        Assert.Equal(RefusalCodes.SectionNotAReader, SectionRules.CheckRead(plan, Table.Kim, Table.Secret)?.Code);
    }

    [Fact]
    public void SetFloorRequirement_ProtectedWord_IsRefused() => Assert.Equal(
        RefusalCodes.PlanProtectedWord,
        Table.Laid().Refuses(new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("f2"), "Niet naar de Vlierstraat.", "VT", FloorRequirementStatus.Met))));

    [Fact]
    public void SetFloorRequirement_SameId_ReplacesIt()
    {
        var plan = Table.Laid().Does(new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("f1"), "Rob zoekt geen contact.", "VT", FloorRequirementStatus.NotMet))).Plan;

        Assert.Equal(FloorRequirementStatus.NotMet, Assert.Single(plan.FloorRequirements).Status);
    }

    [Fact]
    public void SetScale_ProtectedWord_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanProtectedWord, Table.Laid().Refuses(new SetScale(new Scale("Hoe is het in de Luwte?", "0", "10"))));

    [Fact]
    public void SetScale_Empty_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanTextLength, Table.Laid().Refuses(new SetScale(new Scale("", "0", "10"))));

    [Fact]
    public void PlanMeeting_RoomWithoutTheDirector_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingRooms, Table.Laid().Refuses(Planning([Table.Kim], [])));

    [Fact]
    public void PlanMeeting_SameIdAgain_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingExists, Table.Laid().Refuses(Planning([Table.Director], []) with { Meeting = Table.MeetingId }));

    [Fact]
    public void PlanMeeting_UnknownInvited_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanPersonUnknown, Table.Laid().Refuses(Planning([Table.Director], [new PersonId("stranger")])));

    [Fact]
    public void PlanMeeting_HiddenPersonInOneRoomWithThatViewer_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingPersonHidden, Table.Laid().Refuses(Planning([Table.Director, Table.Rob, Table.Clinic], [])));

    [Fact]
    public void Handover_OfferedAndAccepted_GivesTheNewDirectorEverySection()
    {
        var other = new PersonId("other");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(other, PersonRole.CaseDirector), true));

        Assert.Equal(RefusalCodes.PlanNoHandover, table.Refuses(new AcceptHandover(), other));
        table.Does(new OfferHandover(other), Table.Director);
        Assert.Equal(Table.Director, table.Plan.Director);
        Assert.Equal(RefusalCodes.PlanNoHandover, table.Refuses(new AcceptHandover(), Table.Kim));
        Assert.Equal(RefusalCodes.PlanNoHandover, table.Refuses(new AcceptHandover()));
        table.Does(new AcceptHandover(), other);

        Assert.Equal(other, table.Plan.Director);
        Assert.Equal([Table.Director, other], table.Plan.DirectorHistory.Select(d => d.Person));
        Assert.All(table.Plan.Sections, s => Assert.True(s.Names(other)));
        Assert.Equal(RefusalCodes.PlanNotDirector, table.Refuses(new OfferHandover(other), Table.Director));
    }

    [Fact]
    public void OfferHandover_ToNobodyOrNoDirector_IsRefused()
    {
        Assert.Equal(RefusalCodes.PlanPersonUnknown, Table.Laid().Refuses(new OfferHandover(new PersonId("stranger"))));
        Assert.Equal(RefusalCodes.PlanNotDirector, Table.Laid().Refuses(new OfferHandover(Table.Kim)));
    }

    private static OpenPlan Opening() =>
        new(new PlanId("p1"), "Gezin", "Wilgendam", "", Table.Someone(Table.Director, PersonRole.CaseDirector), Table.Circle);

    private static OpenSection Opening(SectionMode mode, params PersonId[] audience) =>
        new(new Section(new SectionId("s-new"), SectionScope.Shielded, mode, audience));

    private static ProtectionRelation Relation(string word) =>
        new(new ProtectionId("r9"), [Table.Kim], [Table.Rob], [Table.Oma], "", [word], "", null);

    private static PlanMeeting Planning(PersonId[] participants, PersonId[] invited) =>
        new(new MeetingId("m2"), MeetingKind.Start, [new PlannedRoom(new RoomId("a"), Table.Now, participants)], invited);
}
