using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> End(FamilyPlan plan, EndMeeting s, DateTimeOffset now) => plan.Meeting(s.Meeting) switch
    {
        null => Decision<PlanEvent>.No(RefusalCodes.MeetingNotInRoom),
        { Ended: true } => Decision<PlanEvent>.Nothing,
        _ => Decision<PlanEvent>.Of(new MeetingEnded(s.Meeting, now, s.CalledOff)),
    };

    private static Decision<PlanEvent> Mailed(FamilyPlan plan, RecordEntryMailed s) =>
        plan.Meeting(s.Meeting) is null ? Decision<PlanEvent>.No(RefusalCodes.MeetingNotInRoom)
        : plan.EntriesMailed.Contains((s.Meeting, s.Person)) ? Decision<PlanEvent>.Nothing
        : Decision<PlanEvent>.Of(new EntryMailed(s.Meeting, s.Person));

    private static Decision<PlanEvent> Bounced(FamilyPlan plan, RecordBouncedMail s, DateTimeOffset now) =>
        plan.Has(s.Person) ? Decision<PlanEvent>.Of(new MailBounced(s.Person, s.Mail, now, s.Meeting)) : Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);

    private static Decision<PlanEvent> Invited(FamilyPlan plan, RecordInvitation s, DateTimeOffset now) =>
        plan.BouncedMails.Exists(b => b.Person == s.Person && b.Mail == BouncedMail.Invitation)
            ? Decision<PlanEvent>.Of(new InvitationMailed(s.Person, now))
            : Decision<PlanEvent>.Nothing;

    private static Decision<PlanEvent> Publish(FamilyPlan plan, PublishMinutes s, DateTimeOffset now)
    {
        if (plan.Meeting(s.Meeting) is null)
            return Decision<PlanEvent>.No(RefusalCodes.MeetingNotInRoom);
        if (plan.Minutes.Find(m => m.Id == s.Minutes || m.Meeting == s.Meeting) is { } published)
        {
            return published.Id == s.Minutes && published.Meeting == s.Meeting
                ? Decision<PlanEvent>.Nothing
                : Decision<PlanEvent>.No(RefusalCodes.MinutesPublished);
        }

        return s.Deliveries.All(d => plan.Has(d.Recipient))
            ? Decision<PlanEvent>.Of(new MinutesPublished(s.Minutes, s.Meeting, s.Deliveries, now))
            : Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
    }

    private static Decision<PlanEvent> Record(FamilyPlan plan, RecordDelivery s, DateTimeOffset now)
    {
        foreach (var minutes in plan.Minutes)
        {
            if (minutes.Deliveries.FirstOrDefault(d => d.Id == s.Delivery) is { } delivery)
            {
                return Follows(delivery.State, s.State)
                    ? Decision<PlanEvent>.Of(new DeliveryMoved(minutes.Id, s.Delivery, s.State, now))
                    : Decision<PlanEvent>.Nothing;
            }
        }

        return Decision<PlanEvent>.No(RefusalCodes.DeliveryUnknown);
    }

    // A delivery only moves on: a late "sent" after "opened" changes nothing, and what is blocked stays so.
    private static bool Follows(DeliveryState before, DeliveryState after) => (before, after) switch
    {
        (DeliveryState.Queued, DeliveryState.Sent or DeliveryState.Opened or DeliveryState.Bounced or DeliveryState.Blocked or DeliveryState.NeedsCode) => true,
        (DeliveryState.NeedsCode, DeliveryState.Sent or DeliveryState.Opened or DeliveryState.Bounced or DeliveryState.Blocked) => true,
        (DeliveryState.Sent, DeliveryState.Opened or DeliveryState.Bounced) => true,
        (DeliveryState.Bounced, DeliveryState.Sent or DeliveryState.Opened) => true,
        _ => false,
    };

    // Whether there still is a ground is asked when it is sent, as of every other (BR-60).
    private static Decision<PlanEvent> Again(FamilyPlan plan, SendAgain s, DateTimeOffset now) => Find(plan, s.Delivery) switch
    {
        ({ } minutes, { State: DeliveryState.Bounced }) => Decision<PlanEvent>.Of(new DeliveryMoved(minutes.Id, s.Delivery, DeliveryState.Queued, now)),
        (not null, _) => Decision<PlanEvent>.Nothing,
        _ => Decision<PlanEvent>.No(RefusalCodes.DeliveryUnknown),
    };

    private static Decision<PlanEvent> Coded(FamilyPlan plan, SendToCode s, DateTimeOffset now) => Decision<PlanEvent>.Of(
    [
        .. from minutes in plan.Minutes
           from delivery in minutes.Deliveries
           where delivery.Recipient == s.Person && delivery.State == DeliveryState.NeedsCode
           select new DeliveryMoved(minutes.Id, delivery.Id, DeliveryState.Queued, now),
    ]);

    private static Decision<PlanEvent> Reminded(FamilyPlan plan, RecordReminder s, DateTimeOffset now) => Find(plan, s.Delivery) switch
    {
        ({ } minutes, { RemindedAt: null, State: not (DeliveryState.Opened or DeliveryState.Acknowledged) }) => Decision<PlanEvent>.Of(new DeliveryReminded(minutes.Id, s.Delivery, now)),
        (not null, _) => Decision<PlanEvent>.Nothing,
        _ => Decision<PlanEvent>.No(RefusalCodes.DeliveryUnknown),
    };

    private static Decision<PlanEvent> Acknowledge(FamilyPlan plan, AcknowledgeMinutes c, PersonId actor, DateTimeOffset now) =>
        plan.PublishedMinutes(c.Minutes)?.ReceivedBy(actor) switch
        {
            null => Decision<PlanEvent>.No(RefusalCodes.MinutesUnknown),
            { AcknowledgedAt: not null } => Decision<PlanEvent>.Nothing,
            _ => Decision<PlanEvent>.Of(new MinutesAcknowledged(c.Minutes, actor, now)),
        };

    private static Decision<PlanEvent> React(FamilyPlan plan, ReactToMinutes c, PersonId actor, DateTimeOffset now)
    {
        if (plan.PublishedMinutes(c.Minutes) is not { } minutes || minutes.ReceivedBy(actor) is null)
            return Decision<PlanEvent>.No(RefusalCodes.MinutesUnknown);
        if (!HasLength(c.Text, 1, MaxReaction))
            return Decision<PlanEvent>.No(RefusalCodes.MinutesTextLength);
        if (minutes.Reactions.Count(r => r.By == actor) >= MaxReactions)
            return Decision<PlanEvent>.No(RefusalCodes.MinutesTooManyReactions);

        // The director reads it, and may be kept from a word of it too (L2).
        return CheckWords(plan, c.Text, actor, [plan.Director], RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new MinutesReactedTo(c.Minutes, actor, c.Text, now));
    }
}
