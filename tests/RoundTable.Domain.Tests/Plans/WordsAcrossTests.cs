using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>What one writes with an answer, a result or an end does not reach those who must not meet them.</summary>
public class WordsAcrossTests
{
    private const string Words = "Ik vind je altijd.";

    private static readonly AnswerCommitment Agrees = new(Table.Calls, 1, CommitmentAnswer.Agree, null);

    [Theory]
    [InlineData("rob", "kim")]
    [InlineData("kim", "rob")]
    [InlineData("kim", "oma")]
    [InlineData("oma", "child")]
    public void Remark_OfWhoMustNotMeetTheReader_IsForTheDirectorAlone(string owner, string reader)
    {
        var table = Owned(owner).Does(new PersonId(owner), Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words }).Does(new EndMeeting(Table.MeetingId));

        Assert.Equal((CommitmentAnswer.Disagree, null), Seen(table, reader));
        Assert.Equal((CommitmentAnswer.Disagree, Words), Seen(table, owner));
        Assert.Equal((CommitmentAnswer.Disagree, Words), Seen(table, "director"));
        Assert.Equal((CommitmentAnswer.Disagree, Words), Seen(table, "safehome"));
    }

    [Fact]
    public void Remark_StandsInTheMinutesOfThoseWhoReadItAndOfNoOthers()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words });

        string? In(PersonId person) => MinutesComposer.Compose(table.Plan, table.Meeting, [], person, Table.Now).Commitments.Single().Remark;

        Assert.Null(In(Table.Kim));
        Assert.Equal(Words, In(Table.Rob));
        Assert.Equal(Words, In(Table.Director));
    }

    [Fact]
    public void Result_IsToldAndItsWordsAreNot()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees).Does(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.NotKept, Words)).Does(new EndMeeting(Table.MeetingId));

        var seen = PlanProjection.For(table.Plan, Table.Kim).Commitments.Single();
        var lookedBack = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).LookedBack.Single();

        Assert.Equal((CommitmentStatus.NotKept, null), (seen.Result!.Result, seen.Result.Remark));
        Assert.Equal((CommitmentStatus.NotKept, null), (lookedBack.Status, lookedBack.Remark));
        Assert.Equal(Words, MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Director, Table.Now).LookedBack.Single().Remark);
    }

    [Fact]
    public void Result_ThatTheOtherSideSaidWithWords_IsRecordedAsOnesOwnToo()
    {
        var table = Owned("rob");
        table.Happened(new CommitmentReworded(Table.Calls, 2, "Ik bel niet.", Table.Kim, new DateOnly(2026, 3, 1), null, Table.Director, Table.Now))
            .Does(Table.Rob, Agrees with { TextVersion = 2 })
            .Does(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.NotKept, Words))
            .Does(new EndMeeting(Table.MeetingId));
        var same = new RecordResult(Table.Calls, CommitmentStatus.NotKept, null);

        table.Does(Table.Kim, same);

        Assert.Equal((Table.Kim, null), (table.Plan.Commitment(Table.Calls)!.ResultBy, table.Plan.Commitment(Table.Calls)!.ResultRemark));
        Assert.Empty(table.Decided(Table.Kim, same).Events);
    }

    [Fact]
    public void End_IsToldAndItsReasonIsNot()
    {
        var table = Owned("rob").Does(Table.Rob, new EndCommitment(Table.Calls, 1, Words)).Does(new EndMeeting(Table.MeetingId));

        var seen = PlanProjection.For(table.Plan, Table.Kim).Commitments.Single();

        Assert.Equal((CommitmentStatus.Replaced, null), (seen.Status, seen.EndReason));
        Assert.Equal(Words, PlanProjection.For(table.Plan, Table.Oma).Commitments.Single().EndReason);
    }

    [Fact]
    public void Remark_InMinutesThatWereMadeForAnother_IsTakenOutForWhoMustNotMeetItsWriter()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words });
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.SafeHome, Table.Now);

        string? Guarded(PersonId reader) => MinutesGuard.Apply(table.Plan, made, reader, new HashSet<string>())!.Commitments.Single().Remark;

        Assert.Null(Guarded(Table.Kim));
        Assert.Equal(Words, Guarded(Table.Oma));
        Assert.Equal(Words, Guarded(Table.Director));
        Assert.Null(Together.Shown(table.Plan, made, Table.Kim, Table.Child)!.Commitments.Single().Remark);
    }

    [Fact]
    public void Remark_ThatTheOtherSideWroteOfSomethingElse_Stays()
    {
        var table = Owned("kim").Does(Table.Kim, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words });
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now);

        table.Does(Table.Director, Table.Proposal(Table.SideRob) with { Id = new CommitmentId("robs"), Text = "Ik bel ook.", Owner = Table.Rob, Checker = Table.Director })
            .Does(Table.Rob, Agrees with { Id = new CommitmentId("robs"), Answer = CommitmentAnswer.Disagree, Remark = Words });

        Assert.Same(made, MinutesGuard.Apply(table.Plan, made, Table.Kim, new HashSet<string>()));
    }

    [Fact]
    public void Remark_ThatWasTakenBackSince_StaysKept()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words });
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.SafeHome, Table.Now);

        table.Does(Table.Rob, Agrees);

        Assert.Null(MinutesGuard.Apply(table.Plan, made, Table.Kim, new HashSet<string>())!.Commitments.Single().Remark);
    }

    [Fact]
    public void Words_WrittenWhileTheTwoWereApart_StayKeptWhenTheRelationEnds()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words }).Does(new EndMeeting(Table.MeetingId));
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.SafeHome, Table.Now);

        table.Does(new EndProtection(new ProtectionId("r1"), "Het is veilig."));

        Assert.Equal((CommitmentAnswer.Disagree, null), Seen(table, "kim"));
        Assert.Equal((CommitmentAnswer.Disagree, Words), Seen(table, "safehome"));
        Assert.Null(MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).Commitments.Single().Remark);
        Assert.Null(Together.Shown(table.Plan, made, Table.Kim, Table.Child)!.Commitments.Single().Remark);

        table.Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = "Om vijf uur dan." });

        Assert.Equal((CommitmentAnswer.Disagree, "Om vijf uur dan."), Seen(table, "kim"));
        Assert.Null(Together.Shown(table.Plan, made, Table.Kim, Table.Child)!.Commitments.Single().Remark);
    }

    [Fact]
    public void Words_WrittenAfterTheRelationEnded_StayInTheMinutesOfWhoReadThem()
    {
        var table = Owned("rob").Does(new EndProtection(new ProtectionId("r1"), "Het is veilig."))
            .Does(Table.Rob, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = "Om vijf uur dan." });
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now);
        Assert.Equal("Om vijf uur dan.", made.Commitments.Single().Remark);

        table.Does(Table.Rob, Agrees);
        Assert.Same(made, MinutesGuard.Apply(table.Plan, made, Table.Kim, new HashSet<string>()));

        table.Does(Table.Director, new RewordCommitment(Table.Calls, 1, "Ik bel om zes uur.", Table.Director, new DateOnly(2026, 3, 1), null));
        Assert.Same(made, MinutesGuard.Apply(table.Plan, made, Table.Kim, new HashSet<string>()));
    }

    [Fact]
    public void Words_OfBeforeSomebodyWasTakenOutOfTheRelation_StayKeptFromThem()
    {
        var table = Owned("kim").Does(Table.Kim, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = Words });
        var made = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.SafeHome, Table.Now);

        table.Does(new SetProtection(table.Plan.Protections.Single() with { Indirect = [] })).Does(Table.Kim, Agrees);

        Assert.Null(MinutesGuard.Apply(table.Plan, made, Table.Oma, new HashSet<string>())!.Commitments.Single().Remark);
    }

    [Fact]
    public void ResultAndEnd_WrittenWhileTheTwoWereApart_StayWithoutTheirWordsWhenTheRelationEnds()
    {
        var table = Owned("rob").Does(Table.Rob, Agrees).Does(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.NotKept, Words, Table.Two));
        table.Does(Table.Director, Table.Proposal(Table.Circle) with { Id = new CommitmentId("ended"), Owner = Table.Rob, Checker = Table.Director })
            .Does(Table.Rob, new EndCommitment(new CommitmentId("ended"), 1, Words, Table.Two))
            .Does(new EndProtection(new ProtectionId("r1"), "Het is veilig."))
            .Does(new EndMeeting(Table.MeetingId));

        var seen = PlanProjection.For(table.Plan, Table.Kim).Commitments;

        Assert.Equal([(CommitmentStatus.NotKept, null), (CommitmentStatus.Replaced, null)], seen.Select(c => (c.Status, c.Result?.Remark ?? c.EndReason)));
        Assert.Null(MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).LookedBack.Single().Remark);
        Assert.Equal([Words, Words], PlanProjection.For(table.Plan, Table.SafeHome).Commitments.Select(c => c.Result?.Remark ?? c.EndReason));
    }

    private static Table Owned(string owner) => Table.Laid().Does(
        Table.Director, Table.Proposal(Table.Circle) with { Owner = new PersonId(owner), Checker = Table.Director });

    private static (CommitmentAnswer?, string?) Seen(Table table, string viewer)
    {
        var seen = PlanProjection.For(table.Plan, new PersonId(viewer)).Commitments.Single();
        return (seen.Answer, seen.Remark);
    }
}
