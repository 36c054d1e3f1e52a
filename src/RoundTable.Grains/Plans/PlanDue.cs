using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Meetings;
using RoundTable.Journal;

namespace RoundTable.Grains.Plans;

/// <summary>The work for later that comes of a plan's events, written in the transaction of the events.</summary>
public static class PlanDue
{
    /// <summary>Kind of the due work that lets a day begin in a plan; its key is the plan's id and the day.</summary>
    public const string DayKind = "begin-day";

    /// <summary>Kind of the due work that tells the director of emergency access; its payload is an <see cref="AlertToSend"/> as JSON, its key the use's id.</summary>
    public const string AlertKind = "mail-alert";

    /// <summary>Kind of the due work that takes apart what is withheld from readers of a section; its key is the plan's id and that of the withholding.</summary>
    public const string WithholdKind = "withhold-items";

    /// <summary>Kind of the due work that reminds an organisation of minutes that it did not open; its payload is a <see cref="DeliveryToMake"/> as JSON, its key the delivery's id.</summary>
    public const string RemindKind = "mail-reminder";

    /// <summary>Kind of the due work that takes a meeting out of somebody's calendar; its payload is an <see cref="EntryToCancel"/> as JSON, its key the meeting's and the person's ids.</summary>
    public const string CancelKind = "mail-called-off";

    // Whoever set the protection does it at once; this is for what a crash left undone.
    private static readonly TimeSpan AfterACrash = TimeSpan.FromSeconds(10);

    /// <summary>The plan of a day that begins, or in which something is withheld.</summary>
    /// <param name="work">Work of <see cref="DayKind"/> or <see cref="WithholdKind"/>.</param>
    public static PlanId PlanOf(DueWork work) => JsonSerializer.Deserialize<OfPlan>(work.Payload.Span, DomainJson.Options)!.Plan;

    internal static IReadOnlyList<DueWork> Of(PlanId id, FamilyPlan before, IReadOnlyList<PlanEvent> events, DateTimeOffset now)
    {
        var after = events.Aggregate(before, (plan, e) => plan.Apply(e));
        var work = new List<DueWork>();
        if (PlanCalendar.Next(after) is { } next && (next != PlanCalendar.Next(before) || events.Any(e => e is DayBegan)))
            work.Add(new DueWork(DayKind, $"{id.Value}-{next:yyyyMMdd}", DutchTime.Begin(next), JsonSerializer.SerializeToUtf8Bytes(new OfPlan(id), DomainJson.Options)));
        foreach (var moved in events.OfType<DeliveryMoved>())
        {
            var delivery = after.PublishedMinutes(moved.Minutes)!.Deliveries.First(d => d.Id == moved.Delivery);
            var due = new DeliveryToMake(id, moved.Minutes, moved.Delivery, delivery.Recipient);
            if (moved.State == DeliveryState.Queued)
                work.Add(MinutesStream.Due(due, now));
            else if (moved.State == DeliveryState.Sent && UnreadMinutes.AsksReceipt(after, delivery))
                work.Add(Reminder(due, UnreadMinutes.RemindAt(delivery)));
        }

        // While there was no ground their reminder was put aside (BR-60).
        foreach (var minutes in after.Minutes)
        {
            foreach (var delivery in minutes.Deliveries.Where(d => d.RemindedAt is null && UnreadMinutes.Waits(after, d) && !UnreadMinutes.Waits(before, d) && UnreadMinutes.RemindAt(d) <= now))
                work.Add(Reminder(new DeliveryToMake(id, minutes.Id, delivery.Id, delivery.Recipient), now));
        }

        foreach (var opened in events.OfType<EmergencyOpened>())
            work.Add(new DueWork(AlertKind, opened.Use.Id.Value, now, JsonSerializer.SerializeToUtf8Bytes(new AlertToSend(id, after.Director), DomainJson.Options)));
        foreach (var withheld in events.OfType<ItemsWithheld>().Where(e => !e.Withholding.Done))
            work.Add(new DueWork(WithholdKind, $"{id.Value}-{withheld.Withholding.Id}", now + AfterACrash, JsonSerializer.SerializeToUtf8Bytes(new OfPlan(id), DomainJson.Options)));

        // One of the two comes last: the end, or the mail that was under way.
        foreach (var (meeting, person) in after.EntriesMailed.Where(e => after.Meeting(e.Meeting)!.CalledOff && (!before.EntriesMailed.Contains(e) || !before.Meeting(e.Meeting)!.CalledOff)))
            work.Add(new DueWork(CancelKind, $"{meeting}-{person}", now, JsonSerializer.SerializeToUtf8Bytes(new EntryToCancel(id, meeting, person), DomainJson.Options)));
        return work;
    }

    private static DueWork Reminder(DeliveryToMake due, DateTimeOffset at) =>
        new(RemindKind, due.Delivery.Value, at, JsonSerializer.SerializeToUtf8Bytes(due, DomainJson.Options));

    private sealed record OfPlan(PlanId Plan);
}

/// <summary>A meeting that is to go out of somebody's calendar.</summary>
/// <param name="Plan">In which plan.</param>
/// <param name="Meeting">Which.</param>
/// <param name="Person">Whose calendar.</param>
public sealed record EntryToCancel(PlanId Plan, MeetingId Meeting, PersonId Person);

/// <summary>Whoever directs must be told at once that there is something to look at.</summary>
/// <param name="Plan">In which plan.</param>
/// <param name="To">Who directed when it was written; it goes to whoever directs when it is sent.</param>
public sealed record AlertToSend(PlanId Plan, PersonId To);
