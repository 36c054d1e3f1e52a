using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

/// <summary>A child under 12 has a seat of its own in a round of scores, with somebody beside it who writes it down (BR-14 to BR-16).</summary>
public class ScoreWithChildTests
{
    private static readonly PersonId Yara = new("yara");
    private static readonly PersonId Juf = new("juf");
    private static readonly DateOnly Born = new(2018, 8, 8);

    [Fact]
    public void Score_IsTheChildsOwn_MarkedWithWhoWroteItDown_AndTheHelperKeepsTheirs()
    {
        var table = WithYara().Does(Juf, Table.Score(Table.One, 8, "Ik zie rust.")).Does(Juf, Says(3));

        var round = table.Meeting.Room(Table.One).Round!;
        Assert.Equal((3, ScoreInputMode.ByTrustedPerson, Juf), (round.Scores[Yara].Value!.Value, round.Scores[Yara].Mode, round.Scores[Yara].Helper!.Value));
        Assert.Equal((8, null), (round.Scores[Juf].Value, round.Scores[Juf].Helper));
        Assert.True(ScoreSeal.Verify(Table.MeetingId, Table.One, 1, round.Scores[Yara]));
    }

    [Fact]
    public void Score_IsWrittenDownByTheDirectorAndTheChildsHelper_AndNotByAParentOrAnybodyElse()
    {
        var table = WithYara();

        Assert.Null(table.Refuses(Table.Director, Says(3)));
        Assert.Null(table.Refuses(Juf, Says(3)));
        foreach (var other in new[] { Table.Kim, Table.SafeHome, Table.Shelter, Table.Child, Table.Tolk })
            Assert.Equal(RefusalCodes.ScoreNotEligible, table.Refuses(other, Says(3)));
        Assert.Equal(RefusalCodes.MeetingNotInRoom, table.Refuses(Table.Rob, Says(3)));
    }

    [Fact]
    public void Score_OfAChildFromTwelve_OrOfOneWithoutASeat_IsRefused()
    {
        var table = WithYara();
        Assert.Equal(RefusalCodes.ScoreNotEligible, table.Refuses(Table.Director, Says(3) with { Child = Table.Child }));

        table.Does(new AddPerson(Table.Someone(new PersonId("baby"), PersonRole.Child) with { BirthDate = Born }, true));
        Assert.Equal(RefusalCodes.ScoreNotEligible, table.Refuses(Table.Director, Says(3) with { Child = new PersonId("baby") }));

        table.Does(new BeginDay(Born.AddYears(12)));
        Assert.Equal(RefusalCodes.ScoreNotEligible, table.Refuses(Juf, Says(3)));
    }

    [Fact]
    public void Score_ByWhoWaitsInTheLobby_IsRefused()
    {
        var table = WithYara(juf: false).Does(Juf, new EnterRoom(Table.One));

        Assert.Equal(RefusalCodes.MeetingNotAdmitted, table.Refuses(Juf, Says(3)));
    }

    [Fact]
    public void Child_IsThereFromItsFirstScore_AndTheNextRoundWaitsForIt()
    {
        var table = WithYara();
        Assert.False(table.Meeting.WasPresent(Yara));

        table.Does(Juf, Says(3));
        Assert.True(table.Meeting.WasPresent(Yara));
        Assert.Single(table.Decided(Juf, Says(4)).Events);

        OthersScore(table).Revealed(Table.One).Does(Table.Director, new OpenScoreRound(Table.One));
        OthersScore(table, 2);
        Assert.Equal(RefusalCodes.ScoreReasonRequired, table.Refuses(Table.Director, new RevealScores(Table.One, null)));
        Assert.Null(table.Does(Juf, Says(5) with { Round = 2 }).Refuses(Table.Director, new RevealScores(Table.One, null)));
    }

    [Fact]
    public void Score_IsChangedWithWhoWroteItDown_AndWithNobodyElse()
    {
        var table = WithYara().Does(Juf, Says(3));

        Assert.Equal(RefusalCodes.ScoreWithAnother, table.Refuses(Table.Director, Says(9)));
        Assert.Empty(table.Decided(Juf, Says(3)).Events);
        Assert.Equal(4, table.Does(Juf, Says(4)).Meeting.Room(Table.One).Round!.Scores[Yara].Value);
        Assert.Equal([Yara], Round(table, Juf).Children);
        Assert.Empty(Round(table, Table.Director).Children);
    }

    [Fact]
    public void Score_BeforeTheReveal_IsSeenByNobody_NotByWhoWroteItDown()
    {
        var table = WithYara().Does(Juf, Says(3));

        Assert.All(new[] { Juf, Table.Director, Table.Kim }, viewer =>
        {
            var round = Round(table, viewer);
            Assert.Contains(Yara, round.Done);
            Assert.Null(round.Revealed);
            Assert.Null(round.Yours);
        });
    }

    [Fact]
    public void Score_AfterTheReveal_TellsWhoWroteItDown_ToWhomTheChildLetSeeIt()
    {
        var table = WithYara().Does(Juf, Says(3));
        Assert.Equal((3, "Het is vaak stil.", Juf), Shown(OthersScore(table).Revealed(Table.One), Table.Kim));
        Assert.Empty(Round(table, Juf).Children);

        table = OthersScore(WithYara().Does(Juf, Says(3) with { Visibility = ScoreVisibility.DirectorOnly })).Revealed(Table.One);
        Assert.Equal((3, "Het is vaak stil.", Juf), Shown(table, Table.Director));
        Assert.Equal((null, null, null), Shown(table, Table.Kim));
        Assert.Equal((null, null, null), Shown(table, Juf));
    }

    [Fact]
    public void Minutes_TellWithWhomTheChildScored()
    {
        var table = OthersScore(WithYara().Does(Juf, Says(3))).Revealed(Table.One);

        Assert.Equal("Naam van juf", Composed(table, Table.Kim).Scores!.Scores.Single(s => s.Name == "Naam van yara").Helper);
        var own = Assert.Single(Composed(table, Yara).Scores!.Scores);
        Assert.Equal((3, "Het is vaak stil.", "Naam van juf"), (own.Value!.Value, own.Why, own.Helper));
        Assert.All(Composed(table, Table.Kim).Scores!.Scores.Where(s => s.Name != "Naam van yara"), s => Assert.Null(s.Helper));
    }

    [Fact]
    public void Score_ThatWaitedUntilTheNextRound_IsRefused()
    {
        var table = OthersScore(WithYara().Does(Juf, Says(3))).Revealed(Table.One).Does(Table.Director, new OpenScoreRound(Table.One));

        Assert.Equal(RefusalCodes.ScoreAlreadyRevealed, table.Refuses(Juf, Says(4)));
        Assert.Single(table.Decided(Juf, Says(4) with { Round = 2 }).Events);
    }

    [Theory]
    [InlineData(11, null, RefusalCodes.ScoreValueOutOfRange)]
    [InlineData(null, " ", RefusalCodes.ScoreReasonRequired)]
    [InlineData(null, "Weet niet.", null)]
    public void Score_IsCheckedLikeAnyOther(int? value, string? passReason, string? code) =>
        Assert.Equal(code, WithYara().Refuses(Juf, Says(0) with { Value = value, PassReason = passReason }));

    private static ScoreWithChild Says(int value) => new(Table.One, Yara, 1, value, null, "Het is vaak stil.", "Een hond.", ScoreVisibility.Everyone);

    private static Table OthersScore(Table table, int round = 1)
    {
        foreach (var person in table.Meeting.Room(Table.One).Round!.Eligible.Where(p => p != Yara && table.Meeting.Room(Table.One).IsIn(p)))
            table.Does(person, Table.Score(Table.One, 5, round: round));
        return table;
    }

    private static ScoreRoundView Round(Table table, PersonId viewer) =>
        MeetingProjection.For(table.Meeting, table.Plan, viewer, new HashSet<PersonId>())!.Rooms.Single(r => r.Id == Table.One).Round!;

    private static (int? Value, string? Why, PersonId? Helper) Shown(Table table, PersonId viewer)
    {
        var score = Round(table, viewer).Revealed!.Single(s => s.Person == Yara);
        return (score.Value, score.Why, score.Helper);
    }

    private static MinutesContent Composed(Table table, PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now);

    private static Table WithYara(bool juf = true)
    {
        var table = Table.Laid();
        table.Does(new AddPerson(Table.Someone(Yara, PersonRole.Child) with { BirthDate = Born }, true));
        table.Does(new AddPerson(Table.Someone(Juf, PersonRole.Professional) with { Serves = Yara }, true, Table.Ground(Juf)));
        table.Does(new SetRelation(new Relation(new RelationId("r-kim"), RelationKind.AuthorityOver, Table.Kim, Yara, new DateOnly(2026, 1, 1), null)));
        var meeting = table.Plan.Meeting(Table.MeetingId)!;
        table.Happened(new MeetingPlanned(meeting with
        {
            Rooms = [meeting.Rooms[0] with { Participants = [.. meeting.Rooms[0].Participants, Yara, Juf] }, meeting.Rooms[1]],
        }));
        return table.Seated(Table.One, juf ? [Yara] : [Yara, Juf]).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring));
    }
}
