using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Minutes;

/// <summary>Words of a child in minutes reach those whom the child named (L3), and a child under 12 reads together with somebody (BR-20).</summary>
public class ChildMinutesTests
{
    private static readonly PersonId Yara = new("yara");
    private static readonly DateOnly Born = new(2014, 2, 13);

    [Fact]
    public void Words_StandInTheMinutesOfThoseWhomTheChildNamed_AndItsOwn()
    {
        var table = Table.Laid();
        Writes(table, "w1", "Een hond.", false, Table.Kim, Table.SafeHome);
        Writes(table, "w2", "Ik ben bang in het donker.", true, Table.Kim);
        Writes(table, "w3", "Dit is van mij.", true);

        Assert.Equal(["Ik ben bang in het donker.", "Een hond."], Words(table, Table.Kim));
        Assert.Equal(["Een hond."], Words(table, Table.SafeHome));
        Assert.Equal(["Ik ben bang in het donker.", "Een hond."], Words(table, Table.Child));
        Assert.Null(Composed(table, Table.Director).ChildWords);
        Assert.Null(Composed(table, Table.Rob).ChildWords);
    }

    [Fact]
    public void Words_WithAWordThatIsKeptFromAReader_AreLeftOutOfTheirs()
    {
        var table = Table.Laid();
        Writes(table, "w1", "Ik woon fijn.", false, Table.Kim, Table.Rob);
        table.Does(new SetProtection(table.Plan.Protections[0] with { ProtectedWords = ["woon fijn"] }));

        Assert.Null(Composed(table, Table.Rob).ChildWords);
        Assert.Equal(["Ik woon fijn."], Words(table, Table.Kim));
    }

    [Fact]
    public void Words_TakenBackSinceTheMinutesWereMade_AreNotShownToTheirRecipient()
    {
        var table = Table.Laid();
        Writes(table, "w1", "Een hond.", false, Table.Kim, Table.SafeHome);
        Writes(table, "w2", "Ik ben bang.", false, Table.Kim);
        var (kim, own) = (Composed(table, Table.Kim), Composed(table, Table.Child));
        Assert.Same(kim, MinutesGuard.Apply(table.Plan, kim, Table.Kim, new HashSet<string>()));

        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId("w1"), [Table.SafeHome]));
        Assert.Equal(["Ik ben bang."], Shown(kim, Table.Kim)!.Select(w => w.Text));

        table.Does(Table.Child, new WriteChildWords(new ChildWordsId("w2"), ChildWordsKind.Statement, "Niet meer.", false));
        Assert.Null(Shown(kim, Table.Kim));
        Assert.Equal(["Een hond."], Shown(Composed(table, Table.SafeHome), Table.SafeHome)!.Select(w => w.Text));
        Assert.Contains("Een hond.", Shown(own, Table.Child)!.Select(w => w.Text));

        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId("w1"), []));
        Assert.Null(Shown(own, Table.Child));

        IReadOnlyList<MinutesChildWords>? Shown(MinutesContent content, PersonId person) =>
            MinutesGuard.Apply(table.Plan, content, person, new HashSet<string>())!.ChildWords;
    }

    [Fact]
    public void Words_TakenBack_AreNotShownBecauseAnotherChildLetsReadTheSame()
    {
        var table = WithYara().Does(new BeginDay(Born.AddYears(12)));
        Writes(table, "w1", "Ik wil naar huis.", false, Table.Kim);
        var kim = Composed(table, Table.Kim);
        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId("w1"), []));
        table.Does(Yara, new WriteChildWords(new ChildWordsId("w2"), ChildWordsKind.Statement, "Ik wil naar huis.", false));
        table.Does(Yara, new ReleaseChildWords(new ChildWordsId("w2"), [Table.Kim]));

        Assert.Null(MinutesGuard.Apply(table.Plan, kim, Table.Kim, new HashSet<string>())!.ChildWords);
    }

    [Fact]
    public void ChildUnderTwelve_GetsItsOwnAndWhatGoesWell_AndNothingOfTheRest()
    {
        var table = WithYara().Seated(Table.One).Scored(Table.One).Revealed(Table.One);
        CardItemText[] items =
        [
            Item("a", CardColumn.Harm, Table.Kim, "Er werd geslagen."),
            Item("b", CardColumn.Harm, Yara, "Er was ruzie."),
            Item("c", CardColumn.Strength, Table.Kim, "Oma helpt."),
        ];

        var content = MinutesComposer.Compose(table.Plan, table.Meeting, items, Yara, Table.Now);

        Assert.True(content.ForYoungChild);
        Assert.Equal(["Er was ruzie.", "Oma helpt."], content.Card.Select(i => i.Text));
        Assert.Equal(["Naam van yara"], content.Scores!.Scores.Select(s => s.Name));
        Assert.Empty(content.FloorRequirements);
        Assert.False(MinutesComposer.Compose(table.Plan, table.Meeting, items, Yara, Table.Now.AddDays(1)).ForYoungChild);
        Assert.False(Composed(table, Table.Kim).ForYoungChild);
    }

    [Fact]
    public void ChildUnderTwelve_ReadsNothingOfATreatment_SinceSomebodyReadsAlong()
    {
        var table = WithYara()
            .Does(new SetRelation(new Relation(new RelationId("r"), RelationKind.Serves, Table.Shelter, Yara, new DateOnly(2026, 2, 1), null)))
            .Does(Table.Shelter, new ShareTreatment(Yara, [Yara, Table.Kim], true));
        var treatment = table.Plan.Sections.Single(s => s.Treatment is not null).Id;
        CardItemText[] items = [Item("a", CardColumn.Strength, Yara, "Ik praat met haar.") with { Section = treatment, Author = Table.Shelter }];

        Assert.Empty(MinutesComposer.Compose(table.Plan, table.Meeting, items, Yara, Table.Now).Card);
        Assert.Equal(["Ik praat met haar."], MinutesComposer.Compose(table.Plan, table.Meeting, items, Table.Kim, Table.Now).Card.Select(i => i.Text));
    }

    [Fact]
    public void ChildUnderTwelve_GetsWordsOfAnotherChild_AndWhoReadsAlongOnlyThoseThatTheyMayRead()
    {
        var table = WithYara();
        Writes(table, "w1", "Alleen voor Yara.", false, Yara);
        Writes(table, "w2", "Voor Yara en de regisseur.", false, Yara, Table.Director);

        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now);
        Assert.Equal(["Alleen voor Yara.", "Voor Yara en de regisseur."], content.ChildWords!.Select(w => w.Text));
        Assert.Equal(["Voor Yara en de regisseur."], Together.Shown(table.Plan, content, Table.Director, Yara)!.ChildWords!.Select(w => w.Text));
        Assert.Null(Together.Shown(table.Plan, content, Table.Kim, Yara)!.ChildWords);
    }

    [Fact]
    public void ChildUnderTwelve_SaidTheSameAsAnotherChild_IsReadAlongOnlyByWhomBothLetReadIt()
    {
        var table = WithYara();
        Writes(table, "w1", "Ik wil naar huis.", false, Yara);
        Writes(table, "w2", "Ik wil naar huis.", false, Yara, Table.Director);

        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now);
        Assert.Equal(2, content.ChildWords!.Count);
        Assert.Null(Together.Shown(table.Plan, content, Table.Director, Yara)!.ChildWords);
    }

    [Fact]
    public void ChildUnderTwelve_WordsTakenBackFromIt_AreNoLongerReadAlong()
    {
        var table = WithYara();
        Writes(table, "w1", "Voor Yara en de regisseur.", false, Yara, Table.Director);
        var content = MinutesComposer.Compose(table.Plan, table.Meeting, [], Yara, Table.Now);
        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId("w1"), [Table.Director]));

        Assert.Null(Together.Shown(table.Plan, content, Table.Director, Yara)!.ChildWords);
    }

    [Fact]
    public void ChildUnderTwelve_HasMinutesThatWaitToBeReadTogether_UntilItsBirthday()
    {
        var table = WithYara();
        table.Does(new PublishMinutes(new MinutesId("v"), Table.MeetingId, [new NewDelivery(new DeliveryId("d"), Yara, false, true, Together: true)]));
        var task = Assert.Single(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.ReadTogether);
        Assert.Equal((Yara, "d", true), (task.Person!.Value, task.About, PlanTasks.CanFinish(task)));
        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.AskBasis && t.Person == Yara);
        Assert.Null(table.Plan.Minutes.Single().ReceivedBy(Yara));

        table.Does(new BeginDay(Born.AddYears(12)));

        Assert.NotNull(table.Plan.Minutes.Single().ReceivedBy(Yara));
    }

    private static Table WithYara()
    {
        var table = Table.Laid().Does(new AddPerson(Table.Someone(Yara, PersonRole.Child) with { BirthDate = Born }, true));
        var side = table.Plan.Section(Table.SideKim)!;
        table.Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience, Yara]));
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        return table.Happened(new MeetingPlanned(meeting with
        {
            Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants, Yara] }, meeting.Rooms[1]],
        }));
    }

    private static void Writes(Table table, string id, string text, bool first, params PersonId[] to)
    {
        table.Does(Table.Child, new WriteChildWords(new ChildWordsId(id), ChildWordsKind.Statement, text, first));
        table.Does(Table.Child, new ReleaseChildWords(new ChildWordsId(id), to));
    }

    private static IEnumerable<string> Words(Table table, PersonId person) => Composed(table, person).ChildWords!.Select(w => w.Text);

    private static MinutesContent Composed(Table table, PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now);

    private static CardItemText Item(string id, CardColumn column, PersonId speaker, string text) =>
        new(Table.SideKim, new ItemId(id), column, ItemKind.Fact, speaker, Table.Director, 1, text);
}
