using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Minutes;

/// <summary>Until when a recipient is asked to react: no day that was over when the minutes came.</summary>
public class ReactionTermTests
{
    private static readonly MinutesId Minutes = new("v1");
    private static readonly DeliveryId ToClinic = new("d-clinic");
    private static readonly DateOnly Made = DutchTime.Day(Table.Now).AddDays(ReactionTerm.Days);

    [Fact]
    public void Day_OfWhatWentAtOnce_IsTheOneThatItWasMadeWith() => Assert.Equal(Made, SaidBy(Published(DeliveryState.Sent)));

    [Fact]
    public void Day_OfWhatWasHeldBack_IsAWeekAfterItWent()
    {
        var table = Published();

        Assert.Equal(Made.AddDays(20), SaidBy(Move(table, DeliveryState.Queued, 20)));
        Assert.Equal(Made.AddDays(21), SaidBy(Move(table, DeliveryState.Sent, 21)));
        Assert.Equal(Made.AddDays(21), SaidBy(Move(table, DeliveryState.Opened, 25)));
    }

    [Fact]
    public void Day_OfWhoWasReminded_IsAWeekAfterThat() =>
        Assert.Equal(Made.AddDays(7), SaidBy(Published(DeliveryState.Sent).Happened(new DeliveryReminded(Minutes, ToClinic, Table.Now.AddDays(7)))));

    private static DateOnly SaidBy(Table table) => ReactionTerm.DayOf(
        MinutesComposer.Compose(table.Plan, Meeting.StartOf(Table.MeetingId), [], Table.Clinic, Table.Now), table.Plan.Minutes[0].Deliveries[0]);

    private static Table Published(DeliveryState? state = null)
    {
        var table = Table.Laid().Does(new PublishMinutes(Minutes, Table.MeetingId, [new NewDelivery(ToClinic, Table.Clinic, true, state is null, state is null)]));
        return state is { } moved ? Move(table, moved, 0) : table;
    }

    private static Table Move(Table table, DeliveryState state, int days) => table.Happened(new DeliveryMoved(Minutes, ToClinic, state, Table.Now.AddDays(days)));
}
