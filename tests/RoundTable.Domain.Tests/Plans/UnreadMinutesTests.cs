using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

/// <summary>Minutes that an organisation does not open: a reminder, then a call by the director (handbook 3.3, F13).</summary>
public class UnreadMinutesTests
{
    private static readonly MinutesId Minutes = new("v1");
    private static readonly DeliveryId ToClinic = new("d-clinic");
    private static readonly DeliveryId ToKim = new("d-kim");

    // Sent on a Thursday.
    private static readonly DateOnly Fifth = new(2026, 2, 19);
    private static readonly DateOnly Seventh = new(2026, 2, 23);

    [Fact]
    public void Call_OnTheSeventhWorkingDay_IsATaskForTheDirectorAndNobodyElse()
    {
        var table = Sent();
        Assert.Equal(Seventh, PlanCalendar.Next(table.Plan));
        Assert.Empty(PlanTasks.For(table.Does(new BeginDay(Seventh.AddDays(-1))).Plan));

        table.Does(new BeginDay(Seventh));

        var task = Assert.Single(PlanTasks.For(table.Plan));
        Assert.Equal(new PlanTask("call-d-clinic", TaskKind.CallRecipient, Table.Clinic, null, ToClinic.Value, Seventh), task);
        Assert.All(
            table.Plan.People,
            p => Assert.Equal(p.Id == Table.Director, PlanProjection.For(table.Plan, p.Id).Tasks.Any(t => t.Kind == TaskKind.CallRecipient)));
    }

    [Fact]
    public void Call_WasMade_IsGone()
    {
        var table = Sent().Does(new BeginDay(Seventh));

        Assert.Equal(RefusalCodes.PlanNotDirector, table.Refuses(new FinishTask("call-d-clinic"), Table.Clinic));
        Assert.Empty(PlanTasks.For(table.Does(new FinishTask("call-d-clinic"), Table.Director).Plan));
    }

    [Fact]
    public void Call_OpenedOrAcknowledged_IsGone()
    {
        Assert.Empty(PlanTasks.For(Sent().Does(new BeginDay(Seventh)).Does(new RecordDelivery(ToClinic, DeliveryState.Opened)).Plan));
        Assert.Empty(PlanTasks.For(Sent().Does(new BeginDay(Seventh)).Does(Table.Clinic, new AcknowledgeMinutes(Minutes)).Plan));
    }

    [Fact]
    public void Call_WithoutAGroundToReadIt_IsNotAsked()
    {
        var table = Sent();
        table.Does(new UseLegalBasis(Table.Ground(Table.SafeHome, Table.Shelter, Table.Clinic) with { Until = Fifth }));

        table.Does(new BeginDay(Seventh));

        Assert.DoesNotContain(PlanTasks.For(table.Plan), t => t.Kind == TaskKind.CallRecipient);
        Assert.False(UnreadMinutes.Waits(table.Plan, Of(table, ToClinic)));
    }

    [Fact]
    public void Reminder_IsForOrganisationsThatDidNotOpenIt()
    {
        var table = Sent();

        Assert.True(UnreadMinutes.Waits(table.Plan, Of(table, ToClinic)));
        Assert.False(UnreadMinutes.Waits(table.Plan, Of(table, ToKim)));
        Assert.Equal(DutchTime.Begin(Fifth).AddHours(13), UnreadMinutes.RemindAt(Of(table, ToClinic)));
        table.Does(new RecordDelivery(ToClinic, DeliveryState.Opened));
        Assert.False(UnreadMinutes.Waits(table.Plan, Of(table, ToClinic)));
    }

    [Fact]
    public void Reminder_OverTheChangeOfTheClock_KeepsTheTimeOfDay()
    {
        var delivery = Of(Sent(), ToClinic) with { At = new DateTimeOffset(2026, 3, 26, 23, 30, 0, TimeSpan.Zero) };

        Assert.Equal(new DateTimeOffset(2026, 4, 2, 22, 30, 0, TimeSpan.Zero), UnreadMinutes.RemindAt(delivery));
    }

    [Fact]
    public void Reminder_IsRecordedOnce()
    {
        var table = Sent().Does(new RecordReminder(ToClinic));

        Assert.Equal(Table.Now, Of(table, ToClinic).RemindedAt);
        Assert.Equal(DeliveryState.Sent, Of(table, ToClinic).State);
        Assert.Empty(PlanDecisions.Decide(table.Plan, new RecordReminder(ToClinic), null, Table.Now.AddDays(1), CardLook.Unseen).Events.OfType<DeliveryReminded>());
        Assert.Equal(RefusalCodes.DeliveryUnknown, table.Refuses(new RecordReminder(new DeliveryId("none"))));
        var opened = Sent().Does(new RecordDelivery(ToClinic, DeliveryState.Opened)).Plan;
        Assert.Empty(PlanDecisions.Decide(opened, new RecordReminder(ToClinic), null, Table.Now.AddDays(1), CardLook.Unseen).Events.OfType<DeliveryReminded>());
        Assert.Equal(Table.Now, PlanProjection.For(table.Plan, Table.Director).Deliveries.Single(d => d.Id == ToClinic).RemindedAt);
    }

    [Fact]
    public void Delivery_ThatDidNotArrive_IsACallAtOnceUntilItIsSentAgain()
    {
        var table = Published().Does(new RecordDelivery(ToClinic, DeliveryState.Bounced)).Does(new RecordDelivery(ToKim, DeliveryState.Bounced));
        var call = Assert.Single(PlanTasks.For(table.Plan));
        Assert.Equal((TaskKind.CallRecipient, Table.Clinic, ToClinic.Value), (call.Kind, call.Person!.Value, call.About));

        Assert.Equal(RefusalCodes.PlanNotDirector, table.Refuses(new SendAgain(ToClinic), Table.Clinic));
        Assert.Equal(RefusalCodes.DeliveryUnknown, table.Refuses(new SendAgain(new DeliveryId("none"))));
        table.Does(new SendAgain(ToClinic), Table.Director).Does(new SendAgain(ToKim), Table.Director);

        Assert.Equal([DeliveryState.Queued, DeliveryState.Queued], table.Plan.Minutes.Single().Deliveries.Select(d => d.State));
        Assert.Empty(PlanTasks.For(table.Plan));
        table.Does(new RecordDelivery(ToClinic, DeliveryState.Sent));
        Assert.Empty(PlanDecisions.Decide(table.Plan, new SendAgain(ToClinic), Table.Director, Table.Now, CardLook.Unseen).Events);
        Assert.Empty(PlanTasks.For(Published().Does(new RecordDelivery(ToClinic, DeliveryState.Bounced)).Does(new FinishTask(call.Key), Table.Director).Plan));
    }

    [Fact]
    public void Delivery_ToSomebodyWithoutACode_IsATaskForTheDirectorAloneUntilTheyHaveOne()
    {
        var table = Published().Does(new RecordDelivery(ToKim, DeliveryState.NeedsCode));
        var task = Assert.Single(PlanTasks.For(table.Plan));
        Assert.Equal(new PlanTask("code-kim", TaskKind.GiveCode, Table.Kim, null, ToKim.Value, DutchTime.Day(Table.Now)), task);
        Assert.Equal(RefusalCodes.TaskUnknown, table.Refuses(new FinishTask(task.Key), Table.Director));
        Assert.All(
            table.Plan.People,
            p => Assert.Equal(p.Id == Table.Director, PlanProjection.For(table.Plan, p.Id).Tasks.Any(t => t.Kind == TaskKind.GiveCode)));

        table.Does(new SendToCode(Table.Rob)).Does(new SendToCode(Table.Kim));

        Assert.Equal([DeliveryState.Queued, DeliveryState.Queued], table.Plan.Minutes.Single().Deliveries.Select(d => d.State));
        Assert.Empty(PlanTasks.For(table.Plan));
        Assert.Empty(PlanDecisions.Decide(table.Plan, new SendToCode(Table.Kim), null, Table.Now, CardLook.Unseen).Events);
    }

    private static Delivery Of(Table table, DeliveryId delivery) => table.Plan.PublishedMinutes(Minutes)!.Deliveries.Single(d => d.Id == delivery);

    private static Table Published() => Table.Laid()
        .Does(new PublishMinutes(Minutes, Table.MeetingId, [new NewDelivery(ToClinic, Table.Clinic, true, false), new NewDelivery(ToKim, Table.Kim, false, false)]));

    private static Table Sent() => Published()
        .Does(new RecordDelivery(ToClinic, DeliveryState.Sent))
        .Does(new RecordDelivery(ToKim, DeliveryState.Sent));
}
