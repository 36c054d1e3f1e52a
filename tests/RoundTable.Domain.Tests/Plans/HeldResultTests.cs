using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>A result that is held tells nothing in minutes of other meetings, not even by what they say again.</summary>
public class HeldResultTests
{
    private static readonly CommitmentId Fetches = new("fetches");
    private static readonly MeetingId Second = new("m2");
    private static readonly MeetingId Third = new("m3");
    private static readonly RecordResult NotKept = new(Table.Calls, CommitmentStatus.NotKept, "Twee keer niet.", Table.One);

    [Fact]
    public void Minutes_WhileAResultIsHeld_RepeatNothingOfMinutesBefore_AndLookBackOnItOnceWhenItIsTold()
    {
        var table = Agreed().Does(Table.Kim, NotKept).Does(Table.Rob, new RecordResult(Fetches, CommitmentStatus.Kept, "Gelukt."));
        Assert.Equal([("Ik haal op.", CommitmentStatus.Kept, "Gelukt.")], LookedBack(table, Second));

        Publish(table, Second);
        Assert.Empty(LookedBack(table, Third));

        Publish(table, Third);
        Assert.Equal([("Ik bel elke dag.", CommitmentStatus.NotKept, null)], LookedBack(table, Table.MeetingId));

        Publish(table, Table.MeetingId);
        Assert.Empty(LookedBack(table, Third));
    }

    [Fact]
    public void Minutes_WhenAHeldResultIsTold_LookBackOnNoneThatIsOlderThanTheOneTheyHad()
    {
        var table = Agreed().Does(Table.Kim, NotKept).Does(Table.Rob, new RecordResult(Table.Calls, CommitmentStatus.Kept, "Nu wel."));
        Assert.Equal([("Ik bel elke dag.", CommitmentStatus.Kept, "Nu wel.")], LookedBack(table, Second));

        Publish(table, Second);
        table.Does(new EndMeeting(Table.MeetingId));

        Assert.Empty(LookedBack(table, Third));
    }

    // Kim and Rob are in rooms of the first meeting, Rob alone with the director in the others.
    private static Table Agreed() => new[] { Second, Third }.Aggregate(
        Table.Laid()
            .Does(Table.Director, Table.Proposal(Table.Circle) with { Checker = Table.Rob, DueOn = null, Recurrence = "elke week" })
            .Does(Table.Director, new ProposeCommitment(Fetches, "Ik haal op.", Table.Rob, Table.SafeHome, CommitmentKind.Action, null, "elke week", Table.Circle))
            .Happened(new CommitmentAnswered(Table.Calls, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-3)))
            .Happened(new CommitmentAnswered(Fetches, 1, CommitmentAnswer.Agree, null, Table.Now.AddDays(-3))),
        (table, meeting) => table.Does(new PlanMeeting(
            meeting, MeetingKind.Evaluation, [new PlannedRoom(new RoomId($"room-{meeting}"), Table.Now, [Table.Director, Table.Rob])], [])));

    private static IEnumerable<(string Text, CommitmentStatus Status, string? Remark)> LookedBack(Table table, MeetingId meeting) =>
        MinutesComposer.Compose(table.Plan, Meeting.StartOf(meeting), [], Table.Rob, Table.Now).LookedBack.Select(c => (c.Text, c.Status, c.Remark));

    private static void Publish(Table table, MeetingId meeting) => table.Happened(new MinutesPublished(
        new MinutesId($"mi-{meeting}"), meeting, [new NewDelivery(new DeliveryId($"de-{meeting}"), Table.Rob, false, false, false, null)], Table.Now));
}
