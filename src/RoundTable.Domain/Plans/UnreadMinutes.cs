using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>
/// Minutes that an organisation got and does not open: first a reminder goes, then the director calls (handbook 3.3, F13).
/// Opening them ends both. When they did not arrive, the director calls at once. Family and network are not urged.
/// </summary>
public static class UnreadMinutes
{
    /// <summary>How many working days after it was sent a reminder goes.</summary>
    public const int ReminderDays = 5;

    /// <summary>How many working days after it was sent the director is asked to call.</summary>
    public const int CallDays = 7;

    /// <summary>Whether receipt is asked of the recipient: somebody who takes part for an organisation.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="delivery">The delivery.</param>
    public static bool AsksReceipt(FamilyPlan plan, Delivery delivery) =>
        plan.Person(delivery.Recipient) is { } recipient && recipient.Id != plan.Director && PermissionTable.NeedsBasis(recipient.Role);

    /// <summary>Whether it was sent, is not opened, and may still be read by its recipient today.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="delivery">The delivery.</param>
    public static bool Waits(FamilyPlan plan, Delivery delivery) =>
        delivery.State == DeliveryState.Sent && AsksReceipt(plan, delivery) && Access.Gets(plan, delivery);

    /// <summary>Whether it did not arrive, and may still be read by its recipient today.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="delivery">The delivery.</param>
    public static bool IsMissed(FamilyPlan plan, Delivery delivery) =>
        delivery.State == DeliveryState.Bounced && AsksReceipt(plan, delivery) && Access.Gets(plan, delivery);

    /// <summary>When a reminder of a sent delivery goes: at the time of day at which it was sent.</summary>
    /// <param name="delivery">The delivery.</param>
    public static DateTimeOffset RemindAt(Delivery delivery)
    {
        var sent = DutchTime.Local(delivery.At);
        return DutchTime.Begin(WorkingDays.After(DutchTime.Day(sent), ReminderDays)) + sent.TimeOfDay;
    }

    /// <summary>The first day on which the director is asked to call about a sent delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    public static DateOnly CallOn(Delivery delivery) => WorkingDays.After(DutchTime.Day(delivery.At), CallDays);
}
