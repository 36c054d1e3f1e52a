using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

public class ScoreDecisionTests
{
    [Fact]
    public void MoveToScoring_FirstTime_OpensARoundWithTheScale()
    {
        var round = Scoring().Meeting.Room(Table.One).Round!;

        Assert.Equal((1, Scale.Default.Question, Scale.Default.Anchor0), (round.Number, round.Question, round.Anchor0));
        Assert.Equal([Table.Director, Table.SafeHome, Table.Kim, Table.Child, Table.Shelter], round.Eligible);
        Assert.Single(Scoring().Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping)).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring)).Meeting.Room(Table.One).Rounds);
    }

    [Fact]
    public void Scorers_InTwoRooms_ScoreInEach() => Assert.Equal(
        [Table.Director, Table.SafeHome, Table.Rob, Table.Oma],
        Table.Laid().Seated(Table.Two).Does(Table.Director, new MoveToPhase(Table.Two, MeetingPhase.Scoring)).Meeting.Room(Table.Two).Round!.Eligible);

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void Give_OutOfRange_IsRefused(int value) =>
        Assert.Equal(RefusalCodes.ScoreValueOutOfRange, Scoring().Refuses(Table.Kim, Table.Score(Table.One, value)));

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Give_InRange_IsSealed(int value)
    {
        var score = Scoring().Does(Table.Kim, Table.Score(Table.One, value, "Omdat.")).Meeting.Room(Table.One).Round!.Scores[Table.Kim];

        Assert.Equal(value, score.Value);
        Assert.True(ScoreSeal.Verify(Table.MeetingId, Table.One, 1, score));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Give_PassWithoutReason_IsRefused(string? reason) =>
        Assert.Equal(RefusalCodes.ScoreReasonRequired, Scoring().Refuses(Table.Kim, Table.Score(Table.One, null) with { PassReason = reason }));

    [Fact]
    public void Give_ValueWithPassReason_DropsTheReason() =>
        Assert.Null(Scoring().Does(Table.Kim, Table.Score(Table.One, 4) with { PassReason = "toch" }).Meeting.Room(Table.One).Round!.Scores[Table.Kim].PassReason);

    [Fact]
    public void Give_AgainWithoutEnd_IsRefusedToThatPersonAlone()
    {
        var table = Scoring();
        for (var i = 0; i < 200; i++)
            table = table.Does(Table.Kim, Table.Score(Table.One, i % 10));

        Assert.Equal(RefusalCodes.ScoreTooManyChanges, table.Refuses(Table.Kim, Table.Score(Table.One, 10)));
        Assert.Empty(table.Decided(Table.Kim, Table.Score(Table.One, 9)).Events);
        table.Does(Table.Shelter, Table.Score(Table.One, 5));
    }

    [Fact]
    public void Give_Again_ReplacesBeforeTheReveal()
    {
        var table = Scoring().Does(Table.Kim, Table.Score(Table.One, 4)).Does(Table.Kim, Table.Score(Table.One, 6));

        Assert.Equal(6, table.Meeting.Room(Table.One).Round!.Scores[Table.Kim].Value);
        Assert.Empty(table.Decided(Table.Kim, Table.Score(Table.One, 6)).Events);
    }

    [Fact]
    public void Give_ThatWaited_DoesNotReplaceOneOfAfterIt()
    {
        var table = Scoring();
        Assert.Equal("", Round().Replaces);
        var first = Table.Score(Table.One, 4) with { Instead = "" };
        Assert.Single(table.Decided(Table.Kim, first).Events);
        table.Does(Table.Kim, Table.Score(Table.One, 6, "", ScoreVisibility.DirectorOnly));

        Assert.Equal(RefusalCodes.ScoreGivenElsewhere, table.Refuses(Table.Kim, first));

        Assert.Equal(Round().Yours!.Seal, Round().Replaces);
        Assert.Single(table.Decided(Table.Kim, first with { Instead = Round().Replaces }).Events);
        Assert.Empty(table.Decided(Table.Kim, Table.Score(Table.One, 6, "", ScoreVisibility.DirectorOnly) with { Instead = "" }).Events);

        ScoreRoundView Round() => MeetingProjection.For(table.Meeting, table.Plan, Table.Kim, new HashSet<PersonId>())!.Rooms[0].Round!;
    }

    [Fact]
    public void Give_AfterTheReveal_IsRefused() => Assert.Equal(
        RefusalCodes.ScoreAlreadyRevealed,
        Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Refuses(Table.Kim, Table.Score(Table.One, 9)));

    [Fact]
    public void Give_NoRoundOrOtherPhase_IsRefused()
    {
        Assert.Equal(RefusalCodes.ScoreNoRound, Table.Laid().Seated(Table.One).Refuses(Table.Kim, Table.Score(Table.One, 5)));
        Assert.Equal(
            RefusalCodes.MeetingWrongPhase,
            Scoring().Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping)).Refuses(Table.Kim, Table.Score(Table.One, 5)));
    }

    [Fact]
    public void Give_InTheLobby_IsRefused()
    {
        var table = Table.Laid().Seated(Table.One, Table.Kim).Does(Table.Kim, new EnterRoom(Table.One)).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring));

        Assert.Equal(RefusalCodes.MeetingNotAdmitted, table.Refuses(Table.Kim, Table.Score(Table.One, 5)));
    }

    [Fact]
    public void Give_ByTheInterpreter_IsRefused() =>
        Assert.Equal(RefusalCodes.ScoreNotEligible, Scoring().Refuses(Table.Tolk, Table.Score(Table.One, 5)));

    [Theory]
    [InlineData("kim", ScoreInputMode.ChildScale, RefusalCodes.ScoreModeNotAllowed)]
    [InlineData("child", ScoreInputMode.ChildScale, null)]
    [InlineData("child", ScoreInputMode.ByTrustedPerson, RefusalCodes.ScoreModeNotAllowed)]
    [InlineData("kim", ScoreInputMode.WithHelp, null)]
    [InlineData("kim", ScoreInputMode.Advance, null)]
    public void Give_Mode_IsForWhomItIsMeant(string person, ScoreInputMode mode, string? code) =>
        Assert.Equal(code, Scoring().Refuses(new PersonId(person), Table.Score(Table.One, 5) with { Mode = mode }));

    [Fact]
    public void Give_TooLong_IsRefused()
    {
        Assert.Equal(RefusalCodes.ScoreTextLength, Scoring().Refuses(Table.Kim, Table.Score(Table.One, 5, new string('a', 2_001))));
        Assert.Equal(RefusalCodes.ScoreTextLength, Scoring().Refuses(Table.Kim, Table.Score(Table.One, null) with { PassReason = new string('a', 501) }));
    }

    [Fact]
    public void Give_ProtectedWordInARoomWithBothSides_IsRefusedUnlessOnlyForTheDirector()
    {
        var table = Table.Laid().Does(new PlanMeeting(
            new MeetingId("m2"), MeetingKind.Start, [new PlannedRoom(Table.One, Table.Now, [Table.Director, Table.Kim, Table.Rob])], []));
        var meeting = Meeting.StartOf(new MeetingId("m2"));
        MeetingCommand[] before = [new EnterRoom(Table.One), new MoveToPhase(Table.One, MeetingPhase.Scoring)];
        foreach (var command in before)
            meeting = Applied(meeting, table.Plan, command, Table.Director);
        meeting = Applied(meeting, table.Plan, new EnterRoom(Table.One), Table.Kim);
        meeting = Applied(meeting, table.Plan, new AdmitEveryone(Table.One), Table.Director);

        var open = Table.Score(Table.One, 5, "Het gaat goed in De Luwte.");
        Assert.Equal(RefusalCodes.ScoreProtectedWord, MeetingDecisions.Decide(meeting, table.Plan, open, Table.Kim, Table.Now, new byte[32]).Refusal?.Code);
        Assert.Null(MeetingDecisions.Decide(meeting, table.Plan, open with { Visibility = ScoreVisibility.DirectorOnly }, Table.Kim, Table.Now, new byte[32]).Refusal);
        Assert.Equal(
            RefusalCodes.MeetingProtectedWord,
            MeetingDecisions.Decide(meeting, table.Plan, new RevealScores(Table.One, "Luwte"), Table.Director, Table.Now, []).Refusal?.Code);
    }

    [Fact]
    public void Give_NonceOfAnotherLength_IsAFault() => Assert.Throws<ArgumentException>(
        () => MeetingDecisions.Decide(Scoring().Meeting, Scoring().Plan, Table.Score(Table.One, 5), Table.Kim, Table.Now, new byte[31]));

    [Fact]
    public void Reveal_EverybodyPresentIsIn_ShowsAndMovesOn()
    {
        var room = Table.Laid().Seated(Table.One, Table.Shelter).Scored(Table.One).Revealed(Table.One).Meeting.Room(Table.One);

        Assert.Equal(MeetingPhase.Differences, room.Phase);
        Assert.Null(room.Round!.Revealed!.ForcedReason);
        Assert.Empty(room.Round.Revealed.Missing);
    }

    [Fact]
    public void Reveal_SomebodyPresentIsMissing_NeedsAReasonAndNamesThem()
    {
        var table = Scoring().Does(Table.Kim, Table.Score(Table.One, 4));

        var refusal = table.Decided(Table.Director, new RevealScores(Table.One, " ")).Refusal!;
        Assert.Equal(RefusalCodes.ScoreReasonRequired, refusal.Code);
        Assert.Equal(["director", "safehome", "child", "shelter"], refusal.About);
        var revealed = table.Does(Table.Director, new RevealScores(Table.One, "De tijd is op.")).Meeting.Room(Table.One).Round!.Revealed!;
        Assert.Equal("De tijd is op.", revealed.ForcedReason);
        Assert.Equal([Table.Director, Table.SafeHome, Table.Child, Table.Shelter], revealed.Missing);
    }

    [Fact]
    public void Reveal_ReasonThatWasNotNeeded_IsNotKept() => Assert.Null(
        Table.Laid().Seated(Table.One).Scored(Table.One).Does(Table.Director, new RevealScores(Table.One, "zomaar")).Meeting.Room(Table.One).Round!.Revealed!.ForcedReason);

    [Fact]
    public void Reveal_AtTheWrongMoment_IsRefused()
    {
        Assert.Equal(RefusalCodes.ScoreNoRound, Table.Laid().Seated(Table.One).Refuses(Table.Director, new RevealScores(Table.One, null)));
        Assert.Equal(RefusalCodes.ScoreAlreadyRevealed, Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Refuses(Table.Director, new RevealScores(Table.One, null)));
        Assert.Equal(
            RefusalCodes.MeetingWrongPhase,
            Scoring().Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Mapping)).Refuses(Table.Director, new RevealScores(Table.One, null)));
        Assert.Equal(RefusalCodes.MeetingTextLength, Scoring().Refuses(Table.Director, new RevealScores(Table.One, new string('a', 501))));
    }

    [Fact]
    public void OpenRound_AfterTheReveal_KeepsTheFirst()
    {
        var room = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Does(Table.Director, new OpenScoreRound(Table.One)).Meeting.Room(Table.One);

        Assert.Equal((2, MeetingPhase.Scoring), (room.Rounds.Count, room.Phase));
        Assert.Equal(5, room.Rounds[0].Scores[Table.Kim].Value);
        Assert.Empty(room.Round!.Scores);
    }

    [Fact]
    public void Give_ThatWaitedUntilTheNextRound_IsRefused()
    {
        var table = Scoring().Does(Table.Director, new RevealScores(Table.One, "Zij is even weg.")).Does(Table.Director, new OpenScoreRound(Table.One));

        Assert.Equal(RefusalCodes.ScoreAlreadyRevealed, table.Refuses(Table.Kim, Table.Score(Table.One, 5)));
        Assert.Equal(RefusalCodes.ScoreNoRound, table.Refuses(Table.Kim, Table.Score(Table.One, 5, round: 3)));
        Assert.Single(table.Decided(Table.Kim, Table.Score(Table.One, 5, round: 2)).Events);
    }

    [Fact]
    public void Reveal_ThatWaitedUntilTheNextRound_IsRefused()
    {
        var table = Scoring().Does(Table.Director, new RevealScores(Table.One, "Zij is even weg.", 1)).Does(Table.Director, new OpenScoreRound(Table.One));

        Assert.Equal(RefusalCodes.ScoreAlreadyRevealed, table.Refuses(Table.Director, new RevealScores(Table.One, "Zij is even weg.", 1)));
        Assert.Equal(RefusalCodes.ScoreNoRound, table.Refuses(Table.Director, new RevealScores(Table.One, "Genoeg.", 3)));
        Assert.Equal(2, table.Decided(Table.Director, new RevealScores(Table.One, "Genoeg.", 2)).Events.Count);
        Assert.Equal(2, table.Decided(Table.Director, new RevealScores(Table.One, "Genoeg.")).Events.Count);
    }

    [Fact]
    public void OpenRound_ThatWaitedUntilALaterOneWasRevealed_ChangesNothing()
    {
        var again = new OpenScoreRound(Table.One, 1);
        var table = Scoring().Does(Table.Director, new RevealScores(Table.One, "Zij is even weg."));
        Assert.Equal(2, table.Decided(Table.Director, again).Events.Count);

        table.Does(Table.Director, again).Does(Table.Director, new RevealScores(Table.One, "Genoeg."));

        Assert.Null(table.Decided(Table.Director, again).Refusal);
        Assert.Empty(table.Decided(Table.Director, again).Events);
        Assert.Equal(2, table.Decided(Table.Director, again with { After = 2 }).Events.Count);
        Assert.Equal(2, table.Decided(Table.Director, again with { After = null }).Events.Count);
    }

    [Fact]
    public void OpenRound_AtTheWrongMoment_IsRefused()
    {
        Assert.Equal(RefusalCodes.MeetingWrongPhase, Table.Laid().Seated(Table.One).Refuses(Table.Director, new OpenScoreRound(Table.One)));
        Assert.Equal(RefusalCodes.ScoreNotRevealed, Scoring().Refuses(Table.Director, new OpenScoreRound(Table.One)));
    }

    private static Table Scoring() => Table.Laid().Seated(Table.One).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring));

    private static Meeting Applied(Meeting meeting, FamilyPlan plan, MeetingCommand command, PersonId actor) =>
        MeetingDecisions.Decide(meeting, plan, command, actor, Table.Now, []).Events.Aggregate(meeting, (m, e) => m.Apply(e));
}
