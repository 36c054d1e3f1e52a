using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class MinutesDecisionTests
{
    private static readonly MinutesId Minutes = new("v1");
    private static readonly DeliveryId ToKim = new("d-kim");
    private static readonly DeliveryId ToRob = new("d-rob");
    private static readonly PublishMinutes Publishing = new(
        Minutes,
        Table.MeetingId,
        [new NewDelivery(ToKim, Table.Kim, false, false), new NewDelivery(ToRob, Table.Rob, true, true)]);

    [Fact]
    public void Publish_Minutes_QueuesAndBlocksAndEndsTheMeeting()
    {
        var plan = Published().Plan;

        Assert.Equal([DeliveryState.Queued, DeliveryState.Blocked], plan.PublishedMinutes(Minutes)!.Deliveries.Select(d => d.State));
        Assert.True(plan.Meeting(Table.MeetingId)!.Ended);
    }

    [Fact]
    public void Publish_Repeated_ChangesNothing() =>
        Assert.Equal((0, null), Counted(PlanDecisions.Decide(Published().Plan, Publishing, null, Table.Now, CardLook.Unseen)));

    [Fact]
    public void Publish_SecondMinutesOfOneMeeting_IsRefused() =>
        Assert.Equal(RefusalCodes.MinutesPublished, Published().Refuses(Publishing with { Minutes = new MinutesId("v2") }));

    [Fact]
    public void Publish_UnknownMeetingOrRecipient_IsRefused()
    {
        Assert.Equal(RefusalCodes.MeetingNotInRoom, Table.Laid().Refuses(Publishing with { Meeting = new MeetingId("none") }));
        Assert.Equal(
            RefusalCodes.PlanPersonUnknown,
            Table.Laid().Refuses(Publishing with { Deliveries = [new NewDelivery(ToKim, new PersonId("stranger"), false, false)] }));
    }

    [Fact]
    public void EndMeeting_Twice_ChangesNothing()
    {
        var table = Table.Laid().Does(new EndMeeting(Table.MeetingId));

        Assert.Equal((0, null), Counted(PlanDecisions.Decide(table.Plan, new EndMeeting(Table.MeetingId), null, Table.Now, CardLook.Unseen)));
        Assert.Equal(RefusalCodes.MeetingNotInRoom, table.Refuses(new EndMeeting(new MeetingId("none"))));
    }

    [Theory]
    [InlineData(new[] { DeliveryState.Sent }, DeliveryState.Sent)]
    [InlineData(new[] { DeliveryState.Sent, DeliveryState.Opened }, DeliveryState.Opened)]
    [InlineData(new[] { DeliveryState.Opened, DeliveryState.Sent }, DeliveryState.Opened)]
    [InlineData(new[] { DeliveryState.Bounced, DeliveryState.Sent }, DeliveryState.Sent)]
    [InlineData(new[] { DeliveryState.Opened, DeliveryState.Bounced }, DeliveryState.Opened)]
    [InlineData(new[] { DeliveryState.NeedsCode }, DeliveryState.NeedsCode)]
    [InlineData(new[] { DeliveryState.NeedsCode, DeliveryState.Sent }, DeliveryState.Sent)]
    [InlineData(new[] { DeliveryState.Sent, DeliveryState.NeedsCode }, DeliveryState.Sent)]
    [InlineData(new[] { DeliveryState.Acknowledged }, DeliveryState.Queued)]
    [InlineData(new[] { DeliveryState.Blocked }, DeliveryState.Queued)]
    public void RecordDelivery_States_OnlyMoveOn(DeliveryState[] states, DeliveryState last)
    {
        var table = Published();
        foreach (var state in states)
            table.Does(new RecordDelivery(ToKim, state));

        Assert.Equal(last, table.Plan.PublishedMinutes(Minutes)!.Deliveries[0].State);
    }

    [Fact]
    public void RecordDelivery_Blocked_StaysBlocked() => Assert.Equal(
        DeliveryState.Blocked,
        Published().Does(new RecordDelivery(ToRob, DeliveryState.Sent)).Plan.PublishedMinutes(Minutes)!.Deliveries[1].State);

    [Fact]
    public void RecordDelivery_Unknown_IsRefused() =>
        Assert.Equal(RefusalCodes.DeliveryUnknown, Published().Refuses(new RecordDelivery(new DeliveryId("none"), DeliveryState.Sent)));

    [Fact]
    public void Acknowledge_ByARecipient_IsKept()
    {
        var table = Published().Does(Table.Kim, new AcknowledgeMinutes(Minutes));

        var delivery = table.Plan.PublishedMinutes(Minutes)!.Deliveries[0];
        Assert.Equal((DeliveryState.Acknowledged, Table.Now), (delivery.State, delivery.AcknowledgedAt));
        Assert.Empty(table.Decided(Table.Kim, new AcknowledgeMinutes(Minutes)).Events);
        Assert.Null(table.Refuses(Table.Kim, new AcknowledgeMinutes(Minutes)));
    }

    [Theory]
    [InlineData("rob")]
    [InlineData("oma")]
    [InlineData("director")]
    public void Acknowledge_NotReceived_SaysThatThereAreNone(string person)
    {
        Assert.Equal(RefusalCodes.MinutesUnknown, Published().Refuses(new PersonId(person), new AcknowledgeMinutes(Minutes)));
        Assert.Equal(RefusalCodes.MinutesUnknown, Published().Refuses(new PersonId(person), new ReactToMinutes(Minutes, "Klopt niet.")));
        Assert.Equal(RefusalCodes.MinutesUnknown, Table.Laid().Refuses(new PersonId(person), new AcknowledgeMinutes(Minutes)));
    }

    [Fact]
    public void React_Words_AreAddedAndChangeNothingElse()
    {
        var before = Published();
        var minutes = before.Plan.PublishedMinutes(Minutes)!;
        var after = before.Does(Table.Kim, new ReactToMinutes(Minutes, "Het was dinsdag.")).Plan.PublishedMinutes(Minutes)!;

        Assert.Equal([new MinutesReaction(Table.Kim, Table.Now, "Het was dinsdag.")], after.Reactions);
        Assert.Equal(minutes.Deliveries, after.Deliveries);
    }

    [Fact]
    public void React_NothingOrTooMuch_IsRefused()
    {
        Assert.Equal(RefusalCodes.MinutesTextLength, Published().Refuses(Table.Kim, new ReactToMinutes(Minutes, " ")));
        Assert.Equal(RefusalCodes.MinutesTextLength, Published().Refuses(Table.Kim, new ReactToMinutes(Minutes, new string('a', 4_001))));
    }

    [Fact]
    public void React_MoreOftenThanAnybodyNeeds_IsRefused()
    {
        var table = Published();
        for (var i = 0; i < 50; i++)
            table = table.Does(Table.Kim, new ReactToMinutes(Minutes, $"Reactie {i}."));

        Assert.Equal(RefusalCodes.MinutesTooManyReactions, table.Refuses(Table.Kim, new ReactToMinutes(Minutes, "Nog een.")));
    }

    [Fact]
    public void React_WithAWordThatTheDirectorMayNotKnow_IsRefused()
    {
        var table = Published().Does(new SetProtection(new ProtectionRelation(new ProtectionId("melder"), [], [Table.Director], [], "", ["Meldersnaam"], "in vertrouwen", null)));

        Assert.Equal(RefusalCodes.TextNotHere, table.Refuses(Table.Kim, new ReactToMinutes(Minutes, "Meldersnaam zei dat ook.")));
    }

    private static Table Published() => Table.Laid().Does(Publishing);

    private static (int Events, Refusal? Refusal) Counted(Decision<PlanEvent> decision) => (decision.Events.Count, decision.Refusal);
}
