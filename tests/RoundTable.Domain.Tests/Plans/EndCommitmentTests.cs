using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>A commitment that is wrong, or needed no more, is ended with a reason.</summary>
public class EndCommitmentTests
{
    private static readonly AnswerCommitment Agrees = new(Table.Calls, 1, CommitmentAnswer.Agree, null);
    private static readonly EndCommitment Ends = new(Table.Calls, 1, "Dubbel opgeschreven.");

    [Fact]
    public void End_AnAgreedOne_IsForTheDirector()
    {
        var table = Agreed().Does(Table.Director, Ends with { Room = Table.One });

        Assert.Equal((CommitmentStatus.Replaced, "Dubbel opgeschreven.", false), Seen(table, Table.Kim));
        Assert.Equal(RefusalCodes.CommitmentSettled, table.Refuses(Table.Kim, Agrees with { Answer = CommitmentAnswer.Unsure }));
        Assert.Equal(RefusalCodes.CommitmentNotAgreed, table.Refuses(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.Kept, null)));
    }

    [Fact]
    public void End_AnAgreedOne_IsLookedBackOnInTheMinutes()
    {
        var table = Agreed().Does(Table.Director, Ends with { Room = Table.One });

        var minutes = MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now);

        Assert.Empty(minutes.Commitments);
        Assert.Equal([(CommitmentStatus.Replaced, "Dubbel opgeschreven.")], minutes.LookedBack.Select(c => (c.Status, c.Remark)));
        var proposed = Proposed().Does(Table.Kim, Ends);
        Assert.Empty(MinutesComposer.Compose(proposed.Plan, proposed.Meeting, [], Table.Kim, Table.Now).LookedBack);
    }

    [Fact]
    public void End_AfterAResult_IsLookedBackOnBesideIt()
    {
        var table = Table.Laid().Does(Table.Shelter, Table.Proposal() with { DueOn = null, Recurrence = "elke dag" }).Does(Table.Kim, Agrees)
            .Does(Table.Kim, new RecordResult(Table.Calls, CommitmentStatus.NotKept, "Twee keer niet."))
            .Does(Table.Director, Ends);

        Assert.Equal(
            [(CommitmentStatus.NotKept, "Twee keer niet."), (CommitmentStatus.Replaced, "Dubbel opgeschreven.")],
            MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).LookedBack.Select(c => (c.Status, c.Remark)));
    }

    [Fact]
    public void End_ByWhoProposedIt_StaysPossibleWhenItIsWordedAnewAfterAnAnswerInTheRoomOfOthers()
    {
        var table = Table.Laid().Happened(new CommitmentProposed(ProposedByRob, Table.Now.AddDays(-4))).Does(Table.Kim, Agrees with { Room = Table.One });

        table.Does(Table.Director, new RewordCommitment(Table.Calls, 1, "Kim belt elke week.", Table.Director, null, "elke week"));

        Assert.True(PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().CanEnd);
        Assert.False(PlanProjection.For(table.Plan, Table.Kim).Commitments.Single().CanEnd);
        table.Does(new EndMeeting(Table.MeetingId));
        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().CanEnd);
        Assert.False(PlanProjection.For(table.Plan, Table.Kim).Commitments.Single().CanEnd);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void End_OfWhatWasAgreedInTheSameMeetingAndWordedAnew_IsForTheDirectorAndLookedBackOn(int times)
    {
        var table = Proposed().Does(Table.Kim, Agrees with { Room = Table.One });
        for (var version = 1; version <= times; version++)
            table.Does(Table.Kim, new RewordCommitment(Table.Calls, version, $"Ik bel elke week, {version}.", Table.Shelter, null, "elke week"));

        Assert.Equal(RefusalCodes.CommitmentWasAgreed, table.Refuses(Table.Kim, Ends with { TextVersion = times + 1 }));
        table.Does(Table.Director, Ends with { TextVersion = times + 1, Room = Table.One });

        Assert.Equal(
            [(CommitmentStatus.Replaced, Ends.Reason)],
            MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).LookedBack.Select(c => (c.Status, c.Remark)));
    }

    [Theory]
    [InlineData(CommitmentAnswer.Agree)]
    [InlineData(CommitmentAnswer.Disagree)]
    public void End_ByWhoIsBoundByIt_IsRefusedOnceTheyAgreed(CommitmentAnswer lastAnswer)
    {
        var table = Agreed().Does(Table.Kim, Agrees with { Answer = lastAnswer, Remark = lastAnswer == CommitmentAnswer.Disagree ? "Liever om vijf uur." : null });

        Assert.Equal(RefusalCodes.CommitmentWasAgreed, table.Refuses(Table.Kim, Ends));
        Assert.False(PlanProjection.For(table.Plan, Table.Kim).Commitments.Single().CanEnd);
        Assert.True(PlanProjection.For(table.Plan, Table.Director).Commitments.Single().CanEnd);
        Assert.Null(Proposed().Refuses(Table.Kim, Ends));
    }

    [Fact]
    public void End_ByWhoProposedIt_WhileItIsProposedOnly()
    {
        Assert.Equal(CommitmentStatus.Replaced, Proposed().Does(Table.Shelter, Ends).Plan.Commitment(Table.Calls)!.Status);
        Assert.Equal(RefusalCodes.CommitmentNotInvolved, Agreed().Refuses(Table.Shelter, Ends));
    }

    [Fact]
    public void End_BySomebodyElse_IsRefused()
    {
        Assert.Equal(RefusalCodes.CommitmentNotInvolved, Proposed().Refuses(Table.SafeHome, Ends));
        Assert.Equal(RefusalCodes.CommitmentUnknown, Proposed().Refuses(Table.Rob, Ends));
    }

    [Fact]
    public void End_WithoutAReasonOrOfOtherWords_IsRefused()
    {
        Assert.Equal(RefusalCodes.CommitmentTextLength, Proposed().Refuses(Table.Kim, Ends with { Reason = " " }));
        Assert.Equal(RefusalCodes.CommitmentTextLength, Proposed().Refuses(Table.Kim, Ends with { Reason = new string('a', 1_001) }));
        Assert.Equal(RefusalCodes.CommitmentTextChanged, Proposed().Refuses(Table.Kim, Ends with { TextVersion = 2 }));
    }

    [Fact]
    public void End_ByWhoProposedIt_SaysNothingOfAnAnswerInTheRoomOfOthers()
    {
        foreach (var answers in new[] { false, true })
        {
            var table = Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Director });
            table.Happened(new CommitmentProposed(table.Plan.Commitment(Table.Calls)! with { Id = new CommitmentId("robs"), ProposedBy = Table.Rob }, Table.Now));
            if (answers)
                table.Does(Table.Kim, Agrees with { Id = new CommitmentId("robs"), Room = Table.One });

            Assert.Null(table.Refuses(Table.Rob, Ends with { Id = new CommitmentId("robs"), Room = Table.Two }));
        }
    }

    [Theory]
    [InlineData(true, CommitmentStatus.Replaced)]
    [InlineData(false, CommitmentStatus.Kept)]
    public void End_OfWhatIsOverInARoomOfOthers_IsReadByWhoEndsIt(bool ended, CommitmentStatus after)
    {
        var table = Table.Laid()
            .Happened(new CommitmentProposed(ProposedByRob, Table.Now.AddDays(-4)))
            .Does(Table.Kim, Agrees with { Room = Table.One })
            .Does(ended ? Table.Director : Table.Kim, ended ? Ends with { Room = Table.One } : new RecordResult(Table.Calls, CommitmentStatus.Kept, null, Table.One));
        var takenBack = Ends with { Reason = "Toch niet nodig.", Room = Table.Two };

        table.Does(Table.Rob, takenBack);

        Assert.Equal((CommitmentStatus.Replaced, "Toch niet nodig.", false), Seen(table, Table.Rob));
        Assert.False(PlanProjection.For(table.Plan, Table.Rob).Commitments.Single().CanEnd);
        Assert.Empty(table.Decided(Table.Rob, takenBack).Events);
        Assert.Equal((after, ended ? Ends.Reason : null, false), Seen(table, Table.Kim));
        Assert.Equal((after, ended ? Ends.Reason : null, false), Seen(table.Does(new EndMeeting(Table.MeetingId)), Table.Rob));
    }

    [Fact]
    public void Reword_OfWhatIsEndedInARoomOfOthers_IsTakenAndOpensItAgain()
    {
        PlannedRoom[] rooms = [new(Table.One, Table.Now, [Table.Director, Table.Kim]), new(Table.Two, Table.Now, [Table.Director, Table.Shelter])];
        var table = Agreed().Happened(new MeetingPlanned(new PlannedMeeting(Table.MeetingId, MeetingKind.Start, rooms, [], false)));
        table.Does(Table.Director, Ends with { Room = Table.One });

        table.Does(Table.Shelter, new RewordCommitment(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, null, "elke week"));

        Assert.Equal((CommitmentStatus.Proposed, null, true), Seen(table, Table.Kim));
        Assert.Null(table.Plan.Commitment(Table.Calls)!.EndedBy);
        Assert.Empty(MinutesComposer.Compose(table.Plan, table.Meeting, [], Table.Kim, Table.Now).LookedBack);
    }

    [Fact]
    public void End_Again_ChangesNothing()
    {
        var table = Proposed().Does(Table.Shelter, Ends);

        Assert.Empty(table.Decided(Table.Shelter, Ends).Events);
        Assert.Null(table.Decided(Table.Shelter, Ends).Refusal);
        Assert.Equal(RefusalCodes.CommitmentSettled, table.Refuses(Table.Kim, Ends));
    }

    [Fact]
    public void End_WithAWordThatAReaderMayNotHave_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentProtectedWord,
        Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle)).Refuses(Table.Director, Ends with { Reason = "Zij gaat naar De Luwte." }));

    [Fact]
    public void End_AnUndatedProposal_LetsTheMeetingClose()
    {
        var table = Table.Laid().Does(Table.Shelter, Table.Proposal() with { DueOn = null });
        Assert.Contains(Obstacles(table), code => code == RefusalCodes.MeetingCommitmentWithoutDate);

        table.Does(Table.Shelter, Ends);

        Assert.DoesNotContain(Obstacles(table), code => code == RefusalCodes.MeetingCommitmentWithoutDate);
    }

    [Fact]
    public void End_InOneRoom_IsNotHeardInTheOther()
    {
        var table = Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.SafeHome }).Does(Table.Kim, Ends with { Room = Table.One });

        Assert.Equal((CommitmentStatus.Proposed, null, false), Seen(table, Table.Rob));
        Assert.Equal((CommitmentStatus.Replaced, null, false), Seen(table.Does(new EndMeeting(Table.MeetingId)), Table.Rob));
    }

    private static Commitment ProposedByRob => new(
        Table.Calls, "Kim belt elke dag.", 1, Table.Kim, Table.SafeHome, CommitmentKind.SafetyRule, new DateOnly(2026, 3, 1), null, Table.Circle, Table.Rob, Table.Rob, CommitmentStatus.Proposed, null, null, null, null);

    private static Table Proposed() => Table.Laid().Does(Table.Shelter, Table.Proposal());

    private static Table Agreed() => Proposed().Does(Table.Kim, Agrees);

    private static IEnumerable<string> Obstacles(Table table) => MeetingProjection.For(table.Meeting, table.Plan, Table.Director, new HashSet<PersonId>())!.CanClose!;

    private static (CommitmentStatus Status, string? Reason, bool CanAnswer) Seen(Table table, PersonId viewer)
    {
        CommitmentView seen = PlanProjection.For(table.Plan, viewer).Commitments.Single();
        return (seen.Status, seen.EndReason, seen.CanAnswer);
    }
}
