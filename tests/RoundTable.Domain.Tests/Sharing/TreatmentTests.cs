using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Sharing;

/// <summary>Treatment content enters by its own professional alone, and has its audience by name (BR-65).</summary>
public class TreatmentTests
{
    private static readonly PersonId Therapist = new("therapist");
    private static readonly PersonId Next = new("next-director");

    [Fact]
    public void Professional_LetsTreatmentIn_ForThemselvesTheDirectorAndWhomTheyName()
    {
        var section = Shared(Table.Kim).Plan.Sections.Last();

        Assert.Equal([Therapist, Table.Director, Table.Kim], section.Audience);
        Assert.Equal((SectionMode.Live, new SectionTreatment(Therapist, Table.Kim, false)), (section.Mode, section.Treatment));
        Assert.Equal([DataCategory.Treatment], section.Holds);
    }

    // Plan and people stand in everybody's view: whoever could compute the id could ask whether the part is there.
    [Fact]
    public void Id_OfAPart_FollowsFromWhatIsInNoView()
    {
        var section = Shared(Table.Kim).Plan.Sections.Last().Id;
        var other = Serving("somebody-else").Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], false)).Plan.Sections.Last().Id;

        Assert.NotEqual(section, other);
        Assert.Equal(section, Shared(Table.Kim).Plan.Sections.Last().Id);
    }

    [Fact]
    public void Part_ThatWasLetInUnderAnotherId_GoesOnUnderIt()
    {
        var before = new Section(new SectionId("t-of-old"), SectionScope.Shielded, SectionMode.Live, [Therapist, Table.Director], Treatment: new(Therapist, Table.Kim, false));
        var table = Serving().Happened(new SectionOpened(before));

        Assert.Equal([before.Id], CardLook.Needed(table.Plan, new ShareTreatment(Table.Kim, [Table.Kim], false), Therapist));
        table.Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], false));

        Assert.Equal([before.Id], table.Plan.Sections.Where(s => s.Treatment is not null).Select(s => s.Id));
        Assert.Equal([Therapist, Table.Director, Table.Kim], table.Plan.Section(before.Id)!.Audience);
    }

    [Theory]
    [InlineData("director")]
    [InlineData("kim")]
    [InlineData("shelter")]
    [InlineData("oma")]
    public void Anybody_WhoIsNotThatProfessional_CannotLetItIn(string person) =>
        Assert.Equal(RefusalCodes.TreatmentNotTheirs, Serving().Refuses(new PersonId(person), new ShareTreatment(Table.Kim, [], false)));

    [Fact]
    public void Client_WhoIsHiddenFromAReaderLater_TakesTheirTreatmentFromThem()
    {
        var table = Shared(Table.SafeHome, Table.Shelter);
        var section = table.Plan.Sections.Last().Id;

        table.Does(new ShieldPerson(Table.Kim, null, [], [Table.Shelter]));

        Assert.False(SectionRules.Reads(table.Plan, Table.Shelter, section));
        Assert.Equal([Therapist, Table.Director, Table.SafeHome], table.Plan.Section(section)!.Audience);
    }

    [Fact]
    public void Professional_WhoseWorkForSomebodyEnded_DecidesNoLonger()
    {
        var table = Serving();
        table.Does(new SetRelation(table.Plan.Relations.Last() with { From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 2, 11) }));

        Assert.Equal(RefusalCodes.TreatmentNotTheirs, table.Refuses(Therapist, new ShareTreatment(Table.Kim, [], false)));
        Assert.Empty(PlanProjection.For(table.Plan, Therapist).Clients);
    }

    [Fact]
    public void Section_IsWrittenByItsProfessionalAlone()
    {
        var table = Shared(Table.Kim);
        var section = table.Plan.Sections.Last();

        Assert.Equal([Therapist], section.Audience.Where(p => SectionRules.CanWrite(table.Plan, p, section)));
        Assert.Equal(RefusalCodes.SectionReadOnly, SectionRules.CheckWrite(table.Plan, Table.Director, section.Id)!.Code);
        Assert.Equal(RefusalCodes.SectionReadOnly, table.Refuses(Table.Director, Table.Proposal(section.Id)));
    }

    [Fact]
    public void Item_LeavesItsProfessionalsHandsForNowhere()
    {
        var table = Shared(Table.Kim);
        var section = table.Plan.Sections.Last().Id;
        table.Does(new ChangeSection(Table.SideKim, SectionMode.Live, [.. table.Plan.Section(Table.SideKim)!.Audience, Therapist]));

        Assert.Equal(RefusalCodes.SectionTreatment, SectionRules.CheckMove(table.Plan, Therapist, section, Table.SideKim, Therapist, "Komt elke week.")!.Code);
        Assert.Equal(RefusalCodes.SectionTreatment, SectionRules.CheckRelease(table.Plan, Table.Director, section, Table.Circle, "Komt elke week.")!.Code);
        var seen = PlanProjection.For(table.Plan, Table.Director).Sections.Single(s => s.Id == section);
        Assert.Empty(seen.ReleaseTo.Concat(seen.MoveTo));
    }

    [Fact]
    public void Director_MayNarrowWhoReadsIt_AndNeverWiden()
    {
        var table = Shared(Table.Kim);
        var section = table.Plan.Sections.Last();

        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(section.Id, SectionMode.Live, [.. section.Audience, Table.Child]), Table.Director));
        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(section.Id, SectionMode.Live, [Table.Director, Table.Kim]), Table.Director));
        table.Does(new ChangeSection(section.Id, SectionMode.Live, [Table.Director, Therapist]), Table.Director);
        Assert.False(table.Plan.Section(section.Id)!.Names(Table.Kim));
    }

    [Fact]
    public void NewDirector_IsLetInByTheProfessional_NotByTheHandover()
    {
        var table = HandedOver();
        var section = table.Plan.Sections.Last(s => s.Treatment is not null).Id;
        Assert.False(table.Plan.Section(section)!.Names(Next));

        table.Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], false));

        Assert.Equal([Therapist, Next, Table.Kim], table.Plan.Section(section)!.Audience);
    }

    [Fact]
    public void FormerDirector_ReadsItNoLonger_UnlessTheProfessionalNamesThem()
    {
        var table = HandedOver();
        var section = table.Plan.Sections.Last(s => s.Treatment is not null).Id;

        Assert.Equal([Therapist, Table.Kim], table.Plan.Section(section)!.Audience);
        Assert.Equal(RefusalCodes.SectionNotAReader, SectionRules.CheckRead(table.Plan, Table.Director, section)!.Code);

        table.Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim, Table.Director], false));
        Assert.Null(SectionRules.CheckRead(table.Plan, Table.Director, section));
    }

    [Fact]
    public void NewDirector_WhoDoesNotReadIt_MayNarrowIt_AndNeverLetThemselvesIn()
    {
        var table = HandedOver();
        var section = table.Plan.Sections.Last(s => s.Treatment is not null).Id;

        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(section, SectionMode.Live, [Therapist, Table.Kim, Next]), Next));
        Assert.Equal(RefusalCodes.SectionTreatment, table.Refuses(new ChangeSection(section, SectionMode.Live, [Table.Kim]), Next));
        table.Does(new ChangeSection(section, SectionMode.Live, [Therapist]), Next);

        Assert.Equal([Therapist], table.Plan.Section(section)!.Audience);
    }

    [Fact]
    public void Director_WhoReadsIt_StaysAReader()
    {
        var table = Shared(Table.Kim);

        Assert.Equal(RefusalCodes.SectionDirectorMissing, table.Refuses(new ChangeSection(table.Plan.Sections.Last().Id, SectionMode.Live, [Therapist]), Table.Director));
    }

    [Fact]
    public void Professional_WhoseWorkForSomebodyEnded_MayStillTakeReadersAway()
    {
        var table = Shared(Table.Kim, Table.Child);
        var section = table.Plan.Sections.Last().Id;
        table.Does(new SetRelation(table.Plan.Relations.Last() with { From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 2, 11) }));
        Assert.Equal(RefusalCodes.TreatmentNotTheirs, table.Refuses(Therapist, new ShareTreatment(Table.Kim, [Table.Kim, Table.Child, Table.Oma], false)));
        Assert.Equal(RefusalCodes.TreatmentNotTheirs, table.Refuses(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], true)));
        Assert.Equal(RefusalCodes.TreatmentNotTheirs, table.Refuses(Table.Kim, new ShareTreatment(Table.Kim, [], false)));

        table.Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], false));

        Assert.Equal([Therapist, Table.Director, Table.Kim], table.Plan.Section(section)!.Audience);
    }

    [Fact]
    public void Professional_WhoseWorkEndedBeforeAHandover_LetsNoNewDirectorInByTakingAReaderAway()
    {
        var table = HandedOver();
        var section = table.Plan.Sections.Last(s => s.Treatment is not null).Id;
        var serves = table.Plan.Relations.Last(r => r.Kind == RelationKind.Serves && r.Of == Therapist);
        table.Does(new SetRelation(serves with { From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 2, 11) }));

        table.Does(Therapist, new ShareTreatment(Table.Kim, [], false));

        Assert.Equal([Therapist], table.Plan.Section(section)!.Audience);
    }

    [Fact]
    public void ReaderOfAnOrganisation_NeedsAGroundAboutTreatment()
    {
        var table = Shared(Table.Kim, Table.Shelter);
        var section = table.Plan.Sections.Last();
        Assert.Equal(RefusalCodes.SectionNotAReader, SectionRules.CheckRead(table.Plan, Table.Shelter, section.Id)!.Code);
        Assert.Contains(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Table.Shelter);

        table.Does(new UseLegalBasis(Table.Ground(Table.Shelter) with { Id = new LegalBasisId("treatment"), Categories = [DataCategory.Treatment] }));

        Assert.Null(SectionRules.CheckRead(table.Plan, Table.Shelter, section.Id));
    }

    [Fact]
    public void Readers_WhoMustBeKeptApart_CannotBeNamedTogether() =>
        Assert.Equal(RefusalCodes.TreatmentReadersApart, Serving().Refuses(Therapist, new ShareTreatment(Table.Kim, [Table.Kim, Table.Rob], false)));

    // Breda is kept from the therapist too: an answer of its own would tell them that they guessed right.
    [Theory]
    [InlineData("Breda")]
    [InlineData("Tilburg")]
    public void Guess_OfAProfessionalFromWhomTheWordIsKept_IsAnsweredAsAnyWord(string word)
    {
        var table = GuessedAt(Therapist);
        var section = table.Plan.Sections.Last();

        var decision = Looking(table, section, [Therapist], $"Zij wonen in {word}.");

        Assert.Null(decision.Refusal);
        Assert.Equal([Therapist, Table.Director, Table.Rob], Assert.IsType<SectionChanged>(Assert.Single(decision.Events)).Section.Audience);
    }

    [Fact]
    public void Word_OfAProfessionalFromWhomItIsNotKept_LetsNobodyInWhoMayNotReadIt()
    {
        var table = GuessedAt(Table.Oma);

        Assert.Equal(
            RefusalCodes.TreatmentReadersApart,
            Looking(table, table.Plan.Sections.Last(), [Therapist], "Zij wonen in Breda.").Refusal?.Code);
    }

    [Fact]
    public void Guess_BesideWordsOfOthers_IsStillKeptFromReaders()
    {
        var table = GuessedAt(Therapist);

        Assert.Equal(
            RefusalCodes.TreatmentReadersApart,
            Looking(table, table.Plan.Sections.Last(), [Therapist, Table.Director], "Zij wonen in Breda.").Refusal?.Code);
    }

    [Fact]
    public void Section_ThatADirectorOpens_HoldsNoTreatment()
    {
        var section = new Section(
            new SectionId("sx"), SectionScope.Shielded, SectionMode.Live, [Table.Director, Table.Kim],
            new SectionShield("Reden.", Table.Director, new DateOnly(2026, 5, 1)), [DataCategory.Safety, DataCategory.Treatment]);

        Assert.Equal(RefusalCodes.SectionTreatment, Table.Laid().Refuses(new OpenSection(section), Table.Director));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Minutes_HoldItOnlyByASecondDecision(bool inMinutes, int shown)
    {
        var table = Serving().Does(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], inMinutes));
        CardItemText[] items = [new(table.Plan.Sections.Last().Id, new ItemId("a"), CardColumn.StepWorked, ItemKind.Fact, null, Therapist, 1, "De therapie helpt.")];

        foreach (var reader in new[] { Table.Kim, Table.Director })
            Assert.Equal(shown, Composed(reader).Card.Count);
        foreach (var other in new[] { Table.Rob, Table.SafeHome, Table.Child, Table.Shelter })
            Assert.Empty(Composed(other).Card);

        MinutesContent Composed(PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, items, person, Table.Now);
    }

    [Fact]
    public void Share_TheSameAgain_ChangesNothing() =>
        Assert.Empty(Shared(Table.Kim).Decided(Therapist, new ShareTreatment(Table.Kim, [Table.Kim], false)).Events);

    // A therapist who works for Rob and has let nobody in yet; Breda is kept from Rob, and from whoever could tell him.
    private static Table GuessedAt(PersonId indirect) => Table.Laid()
        .Does(new AddPerson(Table.Someone(Therapist, PersonRole.Professional) with { Serves = Table.Rob }, false))
        .Does(new UseLegalBasis(Table.Ground(Therapist)))
        .Does(new SetProtection(new ProtectionRelation(new ProtectionId("r2"), [Table.Kim], [Table.Rob], [indirect], "woonplaats", ["Breda"], "geweld", null)))
        .Does(Therapist, new ShareTreatment(Table.Rob, [], false));

    private static Decision<PlanEvent> Looking(Table table, Section section, PersonId[] writers, string text)
    {
        var look = Looks.NothingStandsIn(table.Plan);
        var items = new Dictionary<SectionId, IReadOnlyList<StandingItem>>(look.Items) { [section.Id] = [new StandingItem(new ItemId("a"), null, writers, text)] };
        return PlanDecisions.Decide(table.Plan, new ShareTreatment(Table.Rob, [Table.Rob], false), Therapist, Table.Now, look with { Items = items });
    }

    // By a director who read it to one who does not.
    private static Table HandedOver() => Shared(Table.Kim)
        .Does(new AddPerson(Table.Someone(Next, PersonRole.CaseDirector), true))
        .Does(new OfferHandover(Next), Table.Director)
        .Does(new AcceptHandover(), Next);

    private static Table Shared(params PersonId[] readers) => Serving().Does(Therapist, new ShareTreatment(Table.Kim, readers, false));

    // A therapist who works for Kim, is not at the table, and takes part on a ground of their own.
    private static Table Serving(string subject = "s-therapist") => Table.Laid()
        .Does(new AddPerson(Table.Someone(Therapist, PersonRole.Professional) with { Serves = Table.Kim, Subject = new SubjectId(subject) }, false))
        .Does(new UseLegalBasis(Table.Ground(Therapist)));
}
