using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Exports;

public class PersonExportTests
{
    private static readonly PersonId Teacher = new("teacher");

    private readonly Table _table = Table.Laid()
        .Does(new AddPerson(Table.Someone(Teacher, PersonRole.Professional) with { Name = "Wilma Zandstra" }, true, Table.Ground(Teacher)))
        .Does(Table.Director, Table.Proposal())
        .Does(Table.Director, Table.Proposal(Table.Circle) with { Id = new CommitmentId("all"), Text = "Ik kom op tijd." });

    [Fact]
    public void Own_OfAParent_HoldsWhatTheyReadAndTheirOwnSealedScore_AndNothingOfTheOtherSide()
    {
        _table.Seated(Table.One).Scored(Table.One);

        var export = Made(Table.Kim, Table.Kim);

        Assert.Equal(["Gedeeld.", "Geheim.", "Van Kim.", "Wilma belt morgen."], export.Card.Select(i => i.Text).Order());
        Assert.Equal(["Van Kim."], export.Card.Where(i => i.Own && i.Text.StartsWith("Van", StringComparison.Ordinal)).Select(i => i.Text));
        Assert.Equal(5, Assert.Single(export.Scores).Value);
        Assert.False(export.Scores[0].Revealed);
        Assert.Equal(2, export.Commitments.Count);
        Assert.Equal(("kim@huis.example", "Naam van kim"), (export.Person.Email, export.MadeBy));
        Assert.DoesNotContain("Van Rob.", JsonSerializer.Serialize(export, DomainJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void ByTheDirector_HoldsNothingThatTheDirectorMayNotReadEither()
    {
        var own = new ChildWordsId("w1");
        _table.Seated(Table.One).Scored(Table.One)
            .Does(Table.Child, new WriteChildWords(own, ChildWordsKind.HouseOfWorries, "Ik slaap slecht.", false))
            .Does(Table.Child, new ReleaseChildWords(own, [Table.Kim]));

        Assert.Equal(["Naam van kim"], Assert.Single(Made(Table.Child, Table.Child).OwnWords).ReleasedTo);
        Assert.Equal(3, Assert.Single(Made(Table.Child, Table.Child).Scores).Value);
        Assert.Empty(Made(Table.Child, Table.Director).OwnWords);
        Assert.Empty(Made(Table.Child, Table.Director).Scores);

        _table.Revealed(Table.One).Does(Table.Child, new ReleaseChildWords(own, [Table.Director, Table.Kim]));

        Assert.Equal("Ik slaap slecht.", Assert.Single(Made(Table.Child, Table.Director).OwnWords).Text);
        Assert.Empty(Made(Table.Child, Table.Director).OwnWords[0].ReleasedTo);
        Assert.Equal(ScoreVisibility.DirectorOnly, Assert.Single(Made(Table.Child, Table.Director).Scores).Visibility);
    }

    [Fact]
    public void Own_OfACommitmentThatWasEnded_SaysWhyAndNotWhatWasSaidBefore()
    {
        _table.Does(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Unsure, "Liever om vijf uur."))
            .Does(Table.Director, new EndCommitment(Table.Calls, 1, "Het is niet meer nodig.", Table.One));

        foreach (var maker in new[] { Table.Kim, Table.Director })
        {
            var ended = Made(Table.Kim, maker).Commitments[0];
            Assert.Equal((CommitmentStatus.Replaced, "Het is niet meer nodig."), (ended.Status, ended.Remark));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Twee keer niet.")]
    public void Own_OfACommitmentThatIsDisagreedWithAfterAResult_SaysWhatMustChange(string? result)
    {
        var daily = new CommitmentId("daily");
        _table.Does(Table.Director, Table.Proposal() with { Id = daily, Text = "Ik bel elke avond.", DueOn = null, Recurrence = "elke avond" })
            .Does(Table.Kim, new AnswerCommitment(daily, 1, CommitmentAnswer.Agree, null))
            .Does(Table.Shelter, new RecordResult(daily, CommitmentStatus.Kept, result))
            .Does(Table.Kim, new AnswerCommitment(daily, 1, CommitmentAnswer.Disagree, "Om zes uur lukt niet."));

        var own = Made(Table.Kim, Table.Kim).Commitments.Single(c => c.Text == "Ik bel elke avond.");

        Assert.Equal((CommitmentStatus.Proposed, CommitmentAnswer.Disagree, "Om zes uur lukt niet."), (own.Status, own.Answer, own.Remark));
    }

    [Fact]
    public void Own_OfMinutesThatWaitForACode_ListsNone()
    {
        _table.Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(new DeliveryId("d"), Table.Oma, true, false)]));
        Assert.Single(Made(Table.Oma, Table.Oma).Minutes);

        _table.Does(new RecordDelivery(new DeliveryId("d"), DeliveryState.NeedsCode));

        Assert.Empty(Made(Table.Oma, Table.Director).Minutes);
    }

    [Fact]
    public void ByTheDirector_LeavesOutWordsThatAreKeptFromTheDirector()
    {
        _table.Does(new SetProtection(new ProtectionRelation(new ProtectionId("melder"), [], [Table.Director], [], "", ["Meldersnaam"], "in vertrouwen", null)));
        CardItemText[] items = [Item("circle", Table.Kim, "Meldersnaam belde.")];

        Assert.Single(Made(Table.Kim, Table.Kim, items).Card);
        Assert.Empty(Made(Table.Kim, Table.Director, items).Card);
    }

    [Fact]
    public void Copy_AfterAWordOfThePlanItselfBecameProtected_IsWithoutIt()
    {
        _table.Seated(Table.Two).Scored(Table.Two);
        var before = Made(Table.Rob, Table.Rob);
        _table.Does(new SetProtection(new ProtectionRelation(
            new ProtectionId("late"), [Table.Kim], [Table.Rob], [], "", [_table.Plan.Reason, _table.Plan.Municipality, before.Scores[0].Question], "reden", null)));

        var after = Made(Table.Rob, Table.Rob);

        Assert.All([before.Reason, before.Municipality, before.Scores[0].Question], text => Assert.NotEmpty(text));
        Assert.Equal(("", "", ""), (after.Reason, after.Municipality, after.Scores[0].Question));
        Assert.Equal((before.Reason, before.Municipality), (Made(Table.Kim, Table.Kim).Reason, Made(Table.Kim, Table.Kim).Municipality));
    }

    [Fact]
    public void ByTheDirector_LeavesOutWhyAnEmergencyWas_WhereAWordOfItIsKeptFromTheDirector()
    {
        _table.Does(new OpenEmergency(new EmergencyId("e"), "Meldersnaam belde mij."), Teacher)
            .Does(new SetProtection(new ProtectionRelation(new ProtectionId("melder"), [], [Table.Director], [], "", ["Meldersnaam"], "in vertrouwen", null)));

        Assert.Equal("Meldersnaam belde mij.", Assert.Single(Made(Teacher, Teacher).Emergencies).Reason);
        Assert.Equal("", Assert.Single(Made(Teacher, Table.Director).Emergencies).Reason);
    }

    [Fact]
    public void OfAProfessional_HoldsTheirOwnWordsAndWhereTheyAreNamed()
    {
        var export = Made(Teacher, Teacher);

        Assert.Equal(["Wilma belt morgen."], export.Card.Select(i => i.Text));
        Assert.False(export.Card[0].Own);
        Assert.Empty(export.Commitments);
        Assert.Empty(export.Looked);
    }

    [Fact]
    public void OfAProfessionalWithoutAGround_HoldsNothingOfThePlan()
    {
        var ground = _table.Plan.LegalBases.Find(b => b.To.Contains(Teacher))!;
        _table.Does(new UseLegalBasis(ground with { To = [Table.SafeHome] }));

        var export = Made(Teacher, Table.Director);

        Assert.Equal("Wilma Zandstra", export.Person.Name);
        Assert.Empty(export.Card);
        Assert.False(PersonExportComposer.MayMake(_table.Plan, Teacher, Teacher));
        Assert.Equal(RefusalCodes.PlanNoBasis, PersonExportComposer.WhyNot(_table.Plan, Teacher, Teacher));
    }

    [Fact]
    public void TheOtherSide_ReadsAliasesAndNoGuardedWord()
    {
        CardItemText[] items = [.. Items(), Item("circle", Table.Kim, "Wij zijn in de Vlierstraat."), Item("circle", Table.Shelter, "Ik help.")];

        var export = Made(Table.Rob, Table.Rob, items);

        Assert.Equal("begeleider", export.Card.Single(i => i.Text == "Ik help.").Speaker);
        var text = JsonSerializer.Serialize(export, DomainJson.Options);
        Assert.All(["Vlierstraat", "Luwte", "Naam van shelter", "Naam van clinic", "Van Kim", "Geheim"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Copy_IsForOneself_AndForTheDirectorOfAnybody()
    {
        Assert.True(PersonExportComposer.MayMake(_table.Plan, Table.Kim, Table.Kim));
        Assert.True(PersonExportComposer.MayMake(_table.Plan, Table.Director, Table.Tolk));
        Assert.False(PersonExportComposer.MayMake(_table.Plan, Table.Kim, Table.Child));
        Assert.Equal(RefusalCodes.PlanNotDirector, PersonExportComposer.WhyNot(_table.Plan, Table.Kim, Table.Child));
        Assert.Equal(RefusalCodes.PlanNotDirector, PersonExportComposer.WhyNot(_table.Plan, Table.Kim, new PersonId("nobody")));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, PersonExportComposer.WhyNot(_table.Plan, Table.Director, new PersonId("nobody")));
        Assert.False(PersonExportComposer.MayMake(_table.Plan, Table.Tolk, Table.Tolk));
        _table.Does(new AddPerson(Table.Someone(new PersonId("hidden"), PersonRole.NetworkMember) with { HiddenFrom = [Table.Director] }, false));
        _table.Does(new AddPerson(Table.Someone(new PersonId("alias"), PersonRole.NetworkMember) with { ShieldedFrom = [Table.Director], AliasName = "iemand" }, false));
        Assert.All(["hidden", "alias"], id => Assert.Equal(RefusalCodes.PlanPersonUnknown, PersonExportComposer.WhyNot(_table.Plan, Table.Director, new PersonId(id))));
        Assert.All(["hidden", "alias"], id => Assert.False(PersonExportComposer.MayMake(_table.Plan, Table.Director, new PersonId(id))));
        Assert.Equal(RefusalCodes.ExportNotKept, PersonExportComposer.WhyNot(_table.Plan, Table.Tolk, Table.Tolk));
    }

    [Fact]
    public void Looked_OfAProfessional_IsWhatTheyDidThemselves()
    {
        AccessEntry[] entries =
        [
            new(new DateOnly(2026, 2, 12), Teacher, AccessAction.Opened, AccessSubject.Plan, "p1"),
            new(new DateOnly(2026, 2, 12), Table.SafeHome, AccessAction.Opened, AccessSubject.Plan, "p1"),
            new(new DateOnly(2026, 2, 12), Table.Director, AccessAction.Printed, AccessSubject.Person, "teacher"),
        ];

        Assert.Equal(
            ["Naam van director Printed Person", "Wilma Zandstra Opened Plan"],
            Made(Teacher, Teacher, entries: entries).Looked.Select(l => $"{l.Who} {l.Action} {l.What}").Order());
        Assert.Equal(2, Made(Table.Kim, Table.Kim, entries: entries).Looked.Count);
    }

    private PersonExport Made(PersonId person, PersonId maker, IReadOnlyList<CardItemText>? items = null, AccessEntry[]? entries = null) => PersonExportComposer.Compose(
        _table.Plan,
        [_table.Meeting],
        items ?? Items(),
        new Dictionary<MinutesId, MinutesContent>(),
        AccessProjection.For(_table.Plan, person, entries ?? []),
        person,
        maker,
        Table.Now);

    private static CardItemText[] Items() =>
    [
        Item("circle", Table.Director, "Gedeeld."),
        Item("circle", Table.Kim, "Wilma belt morgen."),
        Item("side-kim", Table.Kim, "Van Kim."),
        Item("side-rob", Table.Rob, "Van Rob."),
        Item("secret", Table.Kim, "Geheim."),
    ];

    private static CardItemText Item(string section, PersonId author, string text) =>
        new(new SectionId(section), new ItemId($"i-{text.Length}"), CardColumn.Danger, ItemKind.Fact, author, author, 1, text);
}
