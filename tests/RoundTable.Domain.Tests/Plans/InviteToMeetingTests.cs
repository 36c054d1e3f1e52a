using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>Somebody is taken into a meeting that was planned before they were thought of.</summary>
public class InviteToMeetingTests
{
    private static readonly PersonId Aunt = new("aunt");
    private static readonly PersonId Therapist = new("therapist");
    private readonly Table _table = Table.Laid()
        .Does(new AddPerson(Table.Someone(Aunt, PersonRole.NetworkMember), true))
        .Does(new AddPerson(Table.Someone(Therapist, PersonRole.Professional) with { HiddenFrom = [Table.Rob] }, false));

    [Fact]
    public void Invite_ForTheMinutesAlone_GetsThemAsSomebodyWhoWasNotThere()
    {
        _table.Does(Inviting(Therapist, null), Table.Director);

        Assert.Contains(new MinutesRecipient(Therapist, WasAbsent: true), MinutesComposer.Recipients(_table.Plan, _table.Meeting));
        Assert.Null(Seen(Therapist));
        Assert.Contains(MinutesComposer.Compose(_table.Plan, _table.Meeting, [], Table.Kim, Table.Now).Absent, a => a.Person.Name == "Naam van therapist");
        Assert.DoesNotContain(MinutesComposer.Compose(_table.Plan, _table.Meeting, [], Table.Rob, Table.Now).Absent, a => a.Person.Name == "Naam van therapist");
    }

    [Fact]
    public void Invite_WithASeat_ShowsOwnRoomAndItsTime_AndChangesNoByteOfTheOther()
    {
        var before = (Bytes(Table.Rob), Bytes(Table.Oma));

        _table.Does(Inviting(Aunt, Table.One), Table.Director);

        Assert.Equal(before, (Bytes(Table.Rob), Bytes(Table.Oma)));
        Assert.Equal([Table.One], Seen(Aunt)!.Rooms.Select(r => r.Id));
        Assert.Equal(Table.Now.AddHours(1), Assert.Single(PlanProjection.For(_table.Plan, Aunt).Meetings).StartsAt);
        Assert.Equal(Table.Now.AddHours(1), Assert.Single(CalendarEntry.For(_table.Plan, Table.MeetingId, Aunt)).StartsAt);
        Assert.Contains(Seen(Table.Kim)!.Rooms.Single().Participants, p => p.Person == Aunt);
    }

    [Fact]
    public void Invite_OfAPartyThatOnlyGotTheMinutes_GivesItASeatInPlaceOfThat_AndASecondOneBesideTheFirst()
    {
        _table.Does(Inviting(Table.Clinic, Table.One), Table.Director);
        Assert.Empty(_table.Plan.Meeting(Table.MeetingId)!.InvitedWithoutRoom);

        _table.Does(Inviting(Table.Shelter, Table.Two), Table.Director);
        Assert.Equal([Table.One, Table.Two], Seen(Table.Shelter)!.Rooms.Select(r => r.Id));
    }

    [Fact]
    public void Invite_OfSomebodyWhoIsSoAlready_ChangesNothing()
    {
        foreach (var again in new[] { Inviting(Table.Kim, Table.One), Inviting(Table.Kim, null), Inviting(Table.Clinic, null) })
            Assert.Empty(PlanDecisions.Decide(_table.Plan, again, Table.Director, Table.Now, CardLook.Unseen).Events);
    }

    [Fact]
    public void Invite_BesideSomebodyWhoMayNotKnowOfThem_IsRefused() =>
        Assert.Equal(RefusalCodes.MeetingPersonHidden, _table.Refuses(Inviting(Therapist, Table.Two), Table.Director));

    [Fact]
    public void Invite_IsForTheDirectorAndToWhatIsThere()
    {
        Assert.Equal(RefusalCodes.PlanNotDirector, _table.Refuses(Inviting(Aunt, Table.One), Table.Kim));
        Assert.Equal(RefusalCodes.MeetingNotInRoom, _table.Refuses(Inviting(Aunt, new RoomId("three")), Table.Director));
        Assert.Equal(RefusalCodes.MeetingNotInRoom, _table.Refuses(Inviting(Aunt, null) with { Meeting = new MeetingId("m9") }, Table.Director));
        Assert.Equal(RefusalCodes.PlanPersonUnknown, _table.Refuses(Inviting(new PersonId("stranger"), Table.One), Table.Director));
    }

    [Theory]
    [InlineData(false, RefusalCodes.MeetingClosed)]
    [InlineData(true, RefusalCodes.MeetingCalledOff)]
    public void Invite_ToWhatIsOver_IsRefused(bool calledOff, string code) => Assert.Equal(
        code, _table.Does(new EndMeeting(Table.MeetingId, calledOff)).Refuses(Inviting(Aunt, Table.One), Table.Director));

    [Fact]
    public void Invite_ToWhatIsOverBeforeThePlanHeardOfIt_IsRefused() => Assert.Equal(
        RefusalCodes.MeetingClosed,
        PlanDecisions.Decide(_table.Plan, Inviting(Aunt, Table.One), Table.Director, Table.Now, Looked(true)).Refusal?.Code);

    [Fact]
    public void Invite_OfWhoCameToAnotherRoom_IsRefused_SinceItWouldShowThere() => Assert.Equal(
        RefusalCodes.MeetingPersonArrived,
        PlanDecisions.Decide(_table.Plan, Inviting(Table.Oma, Table.One), Table.Director, Table.Now, Looked(false, Table.Oma)).Refusal?.Code);

    [Fact]
    public void Invite_ToAMeetingThatWasNotLookedAt_IsLookedAtFirst() => Assert.Equal(
        RefusalCodes.PlanLookAgain,
        PlanDecisions.Decide(_table.Plan, Inviting(Aunt, Table.One), Table.Director, Table.Now, CardLook.Unseen).Refusal?.Code);

    private static CardLook Looked(bool isOver, params PersonId[] arrived) => CardLook.Unseen with
    {
        Meetings = new Dictionary<MeetingId, MeetingLook> { [Table.MeetingId] = new(isOver, arrived.ToHashSet()) },
    };

    [Fact]
    public void Invite_DuringARound_OwesNoScoreInIt_HearsNoneOfIt_AndScoresInTheNext()
    {
        _table.Seated(Table.One).Scored(Table.One).Does(Inviting(Aunt, Table.One), Table.Director)
            .Does(Aunt, new EnterRoom(Table.One)).Does(Table.Director, new AdmitEveryone(Table.One));
        Assert.Equal(RefusalCodes.ScoreNotEligible, _table.Refuses(Aunt, Table.Score(Table.One, 5)));
        Assert.NotNull(Seen(Aunt)!.Rooms.Single().Round);

        _table.Revealed(Table.One);
        Assert.Null(Seen(Aunt)!.Rooms.Single().Round);
        Assert.NotNull(Seen(Table.Tolk)!.Rooms.Single().Round!.Revealed);
        Assert.DoesNotContain(RefusalCodes.MeetingScoresMissing, Seen(Table.Director)!.CanClose!);

        _table.Does(Table.Director, new OpenScoreRound(Table.One)).Does(Aunt, Table.Score(Table.One, 5, round: 2))
            .Does(Table.Director, new RevealScores(Table.One, "De anderen bleven bij hun cijfer."));
        Assert.Equal([Aunt], Seen(Aunt)!.Rooms.Single().Round!.Revealed!.Select(s => s.Person));
        Assert.Empty(Seen(Aunt)!.Rooms.Single().EarlierRounds);
        Assert.Single(Seen(Table.Kim)!.Rooms.Single().EarlierRounds);

        MinutesContent Minutes(PersonId person) => MinutesComposer.Compose(_table.Plan, _table.Meeting, [], person, Table.Now);
        Assert.Empty(Minutes(Aunt).EarlierRounds);
        Assert.Single(Minutes(Aunt).Scores!.Scores);
        Assert.Single(Minutes(Table.Kim).EarlierRounds);
        Assert.Empty(Minutes(Table.Oma).EarlierRounds);
    }

    // Whoever gave a number read who was there.
    [Fact]
    public void Invite_ForTheMinutesAlone_GetsNoNumbers_AsWhoWasPlannedSoDoes()
    {
        var meeting = _table.Plan.Meeting(Table.MeetingId)!;
        _table.Happened(new MeetingPlanned(meeting with { Rooms = [meeting.Rooms[0]] })).Does(Inviting(Aunt, null), Table.Director)
            .Seated(Table.One).Scored(Table.One).Revealed(Table.One);

        Assert.NotNull(Scores(Table.Clinic));
        Assert.Null(Scores(Aunt));

        MinutesRound? Scores(PersonId person) => MinutesComposer.Compose(_table.Plan, _table.Meeting, [], person, Table.Now).Scores;
    }

    [Fact]
    public void Invite_WithASeatAndNeverCame_WantsANoteBeforeTheMeetingCloses()
    {
        _table.Seated(Table.One).Seated(Table.Two);
        Assert.DoesNotContain(RefusalCodes.MeetingAbsenceNoteMissing, Seen(Table.Director)!.CanClose!);

        _table.Does(Inviting(Aunt, Table.Two), Table.Director);

        Assert.Contains(RefusalCodes.MeetingAbsenceNoteMissing, Seen(Table.Director)!.CanClose!);
    }

    [Fact]
    public void Invite_OfWhoAnsweredBefore_TakesTheAnswerFromNobodyWhoReadIt()
    {
        _table.Does(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.Oma }).Does(Table.Oma, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Agree, null));
        Assert.Equal(CommitmentStatus.Agreed, Assert.Single(PlanProjection.For(_table.Plan, Table.Rob).Commitments).Status);

        _table.Does(Inviting(Table.Oma, Table.One), Table.Director);

        Assert.Equal(CommitmentStatus.Agreed, Assert.Single(PlanProjection.For(_table.Plan, Table.Rob).Commitments).Status);
        Assert.Equal(CommitmentStatus.Proposed, Assert.Single(PlanProjection.For(_table.Plan, Table.Kim).Commitments).Status);
    }

    private static InviteToMeeting Inviting(PersonId person, RoomId? room) => new(Table.MeetingId, person, room);

    private Views.MeetingView? Seen(PersonId viewer) =>
        MeetingProjection.For(_table.Meeting, _table.Plan, viewer, _table.Plan.People.Select(p => p.Id).ToHashSet());

    private string Bytes(PersonId viewer) =>
        JsonSerializer.Serialize((PlanProjection.For(_table.Plan, viewer), Seen(viewer)).ToTuple(), DomainJson.Options)
        + JsonSerializer.Serialize(MinutesComposer.Compose(_table.Plan, _table.Meeting, [], viewer, Table.Now), DomainJson.Options);
}
