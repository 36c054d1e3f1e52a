using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

public class CloseDecisionTests
{
    private static readonly CloseMeeting Closing = new(new DateOnly(2026, 4, 2), null);

    [Fact]
    public void Close_EverythingIsDone_ClosesAllRooms()
    {
        var table = Done().Does(Table.Director, Closing);

        Assert.Equal(new DateOnly(2026, 4, 2), table.Meeting.Closed!.NextMeetingOn);
        Assert.All(table.Meeting.Rooms.Values, r => Assert.Equal(MeetingPhase.Closed, r.Phase));
    }

    [Fact]
    public void Close_Repeated_ChangesNothing()
    {
        var table = Done().Does(Table.Director, Closing);

        Assert.Equal((0, null), (table.Decided(Table.Director, Closing).Events.Count, table.Decided(Table.Director, Closing).Refusal));
        Assert.Equal(RefusalCodes.MeetingClosed, table.Refuses(Table.Director, Closing with { NextMeetingOn = new DateOnly(2026, 5, 1) }));
    }

    [Fact]
    public void AnyCommand_AfterClosing_IsRefused()
    {
        var table = Done().Does(Table.Director, Closing);

        Assert.Equal(RefusalCodes.MeetingClosed, table.Refuses(Table.Kim, new EnterRoom(Table.One)));
        Assert.Equal(RefusalCodes.MeetingClosed, table.Refuses(Table.Kim, Table.Score(Table.One, 5)));
        Assert.Equal(RefusalCodes.MeetingClosed, table.Refuses(Table.Director, new NoteAbsence(Table.Clinic, "ziek")));
    }

    [Fact]
    public void Close_RoomNotScored_NamesWhoWasPresent()
    {
        var refusal = Table.Laid().Seated(Table.One, Table.Shelter).Decided(Table.Director, Closing).Refusal!;

        Assert.Equal(RefusalCodes.MeetingScoresMissing, refusal.Code);
        Assert.Equal(["director", "safehome", "kim", "child"], refusal.About);
    }

    [Fact]
    public void Close_RoomToWhichOnlyTheChairCame_OwesNoScore()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One).Does(Table.Director, new EnterRoom(Table.Two));

        Assert.Equal(RefusalCodes.MeetingAbsenceNoteMissing, table.Refuses(Table.Director, Closing));
    }

    [Fact]
    public void Close_OnlyRoomToWhichOnlyTheChairCame_OwesNoScore()
    {
        var table = Table.Laid();
        table.Happened(new MeetingPlanned(table.Plan.Meeting(Table.MeetingId)! with { Rooms = [table.Plan.Meeting(Table.MeetingId)!.Rooms[0]] }));

        Assert.Equal(RefusalCodes.MeetingAbsenceNoteMissing, table.Does(Table.Director, new EnterRoom(Table.One)).Refuses(Table.Director, Closing));
        Assert.Equal(RefusalCodes.MeetingScoresMissing, table.Seated(Table.One).Refuses(Table.Director, Closing));
    }

    [Fact]
    public void Close_FromAStepThatIsOver_IsRefusedAlsoWhenThePhaseCameBack()
    {
        var table = Done().Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.ReadBack));
        var asked = Closing with { Step = MeetingProjection.For(table.Meeting, table.Plan, Table.Director, new HashSet<PersonId>())!.Step };
        Assert.Single(table.Decided(Table.Director, asked).Events);

        table.Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Commitments)).Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.ReadBack));

        Assert.Equal(RefusalCodes.MeetingWentOn, table.Refuses(Table.Director, asked));
        Assert.Single(table.Decided(Table.Director, Closing).Events);
    }

    [Fact]
    public void Close_RoundNotRevealed_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingScoresMissing, Table.Laid().Seated(Table.One).Scored(Table.One).Refuses(Table.Director, Closing));

    [Fact]
    public void Close_ForcedReveal_CountsForTheMissing()
    {
        var table = Table.Laid().Seated(Table.One).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two)
            .Does(Table.Director, new MoveToPhase(Table.One, MeetingPhase.Scoring))
            .Does(Table.Director, new RevealScores(Table.One, "De tijd is op."));

        Assert.Null(table.Refuses(Table.Director, Closing));
    }

    [Fact]
    public void Close_AfterAHandoverDuringARound_AsksNoScoreOfWhoCouldNotGiveOne()
    {
        var next = new PersonId("next");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(next, PersonRole.CaseDirector), false))
            .Seated(Table.One).Scored(Table.One).Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two);

        table.Does(new OfferHandover(next), Table.Director).Does(new AcceptHandover(), next)
            .Does(next, new EnterRoom(Table.One)).Does(next, new RevealScores(Table.One, null));

        Assert.Null(table.Refuses(next, Closing));
    }

    [Fact]
    public void Close_InvitedWithASeatNeverCame_NeedsANote()
    {
        var table = Table.Laid().Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        var refusal = table.Decided(Table.Director, Closing).Refusal!;
        Assert.Equal(RefusalCodes.MeetingAbsenceNoteMissing, refusal.Code);
        Assert.Equal(["rob", "oma"], refusal.About);
        table.Does(Table.Director, new NoteAbsence(Table.Rob, "afgemeld")).Does(Table.Director, new NoteAbsence(Table.Oma, "ziek"));
        Assert.Null(table.Refuses(Table.Director, Closing));
    }

    [Fact]
    public void Close_CommitmentWithoutDate_IsRefused()
    {
        var table = Done().Does(Table.Kim, Table.Proposal() with { DueOn = null });

        var refusal = table.Decided(Table.Director, Closing).Refusal!;
        Assert.Equal((RefusalCodes.MeetingCommitmentWithoutDate, "calls"), (refusal.Code, refusal.About.Single()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Close_NoNextMeetingAndNoReason_IsRefused(string? reason) =>
        Assert.Equal(RefusalCodes.MeetingNextMissing, Done().Refuses(Table.Director, new CloseMeeting(null, reason)));

    [Fact]
    public void Close_ReasonForNoNextMeeting_IsKept() => Assert.Equal(
        "Het gaat goed.",
        Done().Does(Table.Director, new CloseMeeting(null, "Het gaat goed.")).Meeting.Closed!.WithoutNextReason);

    [Fact]
    public void Close_ReasonWithAProtectedWordOrTooLong_IsRefused()
    {
        Assert.Equal(RefusalCodes.MeetingProtectedWord, Done().Refuses(Table.Director, new CloseMeeting(null, "Wacht op traumahulp.")));
        Assert.Equal(RefusalCodes.MeetingTextLength, Done().Refuses(Table.Director, new CloseMeeting(null, new string('a', 501))));
    }

    [Fact]
    public void Note_PresentOrNotInvited_IsRefused()
    {
        Assert.Equal(RefusalCodes.MeetingPersonPresent, Table.Laid().Seated(Table.One).Refuses(Table.Director, new NoteAbsence(Table.Kim, "ziek")));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, Table.Laid().Refuses(Table.Director, new NoteAbsence(new PersonId("stranger"), "ziek")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Note_Nothing_IsRefused(string note) =>
        Assert.Equal(RefusalCodes.MeetingTextLength, Table.Laid().Refuses(Table.Director, new NoteAbsence(Table.Rob, note)));

    [Theory]
    [InlineData("rob", RefusalCodes.MeetingProtectedWord)]
    [InlineData("kim", null)]
    [InlineData("clinic", null)]
    public void Note_ProtectedWord_IsRefusedWhereTheOtherSideReadsIt(string person, string? code) =>
        Assert.Equal(code, Table.Laid().Refuses(Table.Director, new NoteAbsence(new PersonId(person), "zit in de Luwte")));

    [Fact]
    public void Note_Again_Replaces()
    {
        var table = Table.Laid().Does(Table.Director, new NoteAbsence(Table.Rob, "ziek")).Does(Table.Director, new NoteAbsence(Table.Rob, "afgemeld"));

        Assert.Equal("afgemeld", table.Meeting.AbsenceNotes[Table.Rob]);
        Assert.Empty(table.Decided(Table.Director, new NoteAbsence(Table.Rob, "afgemeld")).Events);
    }

    [Fact]
    public void Note_WhereAnotherWasMadeMeanwhile_IsRefusedUnlessItReplaces()
    {
        var late = new NoteAbsence(Table.Rob, "ziek", Replaces: false);
        Assert.Single(Table.Laid().Decided(Table.Director, late).Events);
        var table = Table.Laid().Does(Table.Director, new NoteAbsence(Table.Rob, "afgemeld"));

        Assert.Equal(RefusalCodes.MeetingAbsenceNoted, table.Refuses(Table.Director, late));
        Assert.Empty(table.Decided(Table.Director, late with { Note = "afgemeld" }).Events);
    }

    private static Table Done() => Table.Laid()
        .Seated(Table.One).Scored(Table.One).Revealed(Table.One)
        .Seated(Table.Two).Scored(Table.Two).Revealed(Table.Two);
}
