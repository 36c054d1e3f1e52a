using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Ask(FamilyPlan plan, AskConsent s, DateTimeOffset now)
    {
        var asked = s.Consent with { Given = [], WithdrawnOn = null, WithdrawnBy = null, WithdrawnToo = null };
        if (plan.Consents.Exists(c => c.Id == asked.Id))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentExists);
        if (asked.About.Count == 0 || asked.To.Count == 0 || asked.Categories.Count == 0 || !HasLength(asked.Purpose, 1, MaxText) || !HasLength(asked.Restrictions, 0, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentIncomplete);
        if (!asked.About.Concat(asked.To).All(plan.Has))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (!AreDays(asked.From, asked.ValidUntil, now) || asked.ValidUntil < plan.Today)
            return Decision<PlanEvent>.No(RefusalCodes.ConsentDates);
        var givers = ConsentRules.Required(plan, asked.About);
        if (givers.Count == 0)
            return Decision<PlanEvent>.No(RefusalCodes.ConsentNobodyGives, asked.About.Select(p => p.Value));
        if (givers.Where(p => !PlanProjection.KnowsWhom(plan, p, asked)).ToList() is { Count: > 0 } unseeing)
            return Decision<PlanEvent>.No(RefusalCodes.ConsentUnseen, unseeing.Select(p => p.Value));
        return CheckWords(plan, $"{asked.Purpose}\n{asked.Restrictions}", plan.Director, givers, RefusalCodes.PlanProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new ConsentAsked(asked, now));
    }

    private static Decision<PlanEvent> RecordGiven(FamilyPlan plan, RecordConsent s, DateTimeOffset now)
    {
        if (plan.Consents.Find(c => c.Id == s.Consent) is not { } consent)
            return Decision<PlanEvent>.No(RefusalCodes.ConsentUnknown);
        if (s.Medium == ConsentMedium.Screen || (s.Medium == ConsentMedium.Spoken) != (s.Witness is { } w && w != s.By && plan.Has(w)))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentMedium);
        return consent.WithdrawnOn is not null && !consent.IsGivenBy(s.By)
            ? Decision<PlanEvent>.No(RefusalCodes.ConsentEnded)
            : Given(plan, consent, new ConsentGiven(s.By, DutchTime.Day(now), s.Medium, s.Witness), now);
    }

    private static Decision<PlanEvent> Give(FamilyPlan plan, GiveConsent c, PersonId actor, DateTimeOffset now) =>
        plan.Consents.Find(k => k.Id == c.Consent) is { } consent && PlanProjection.SeesConsent(plan, actor, consent)
            ? Given(plan, consent, new ConsentGiven(actor, DutchTime.Day(now), ConsentMedium.Screen, null), now)
            : Decision<PlanEvent>.No(RefusalCodes.ConsentUnknown);

    // That somebody else withdrew it is not told to whoever gives it (L10): it is recorded, and does not count.
    private static Decision<PlanEvent> Given(FamilyPlan plan, Consent consent, ConsentGiven given, DateTimeOffset now)
    {
        if (consent.IsGivenBy(given.By))
            return Decision<PlanEvent>.Nothing;
        if (consent.IsWithdrawnBy(given.By) || plan.Today > consent.ValidUntil)
            return Decision<PlanEvent>.No(RefusalCodes.ConsentEnded);
        return ConsentRules.Required(plan, consent.About).Contains(given.By)
            ? Decision<PlanEvent>.Of(new ConsentWasGiven(consent.Id, given, now))
            : Decision<PlanEvent>.No(RefusalCodes.ConsentNotTheirs);
    }

    private static Decision<PlanEvent> Withdraw(FamilyPlan plan, WithdrawConsent c, PersonId actor, DateTimeOffset now)
    {
        if (plan.Consents.Find(k => k.Id == c.Consent) is not { } consent || !PlanProjection.SeesConsent(plan, actor, consent))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentUnknown);
        if (actor != plan.Director && !ConsentRules.MayWithdraw(plan, actor, consent))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentNotTheirs);
        return consent.IsWithdrawnBy(actor) || (actor == plan.Director && consent.WithdrawnOn is not null) ? Decision<PlanEvent>.Nothing : Decision<PlanEvent>.Of(new ConsentWithdrawn(consent.Id, actor, now));
    }

    private static Decision<PlanEvent> Use(FamilyPlan plan, UseLegalBasis s, DateTimeOffset now) =>
        CheckUse(plan, s.Use, now) is { } refusal ? refusal : Decision<PlanEvent>.Of(new LegalBasisUsed(s.Use, now));

    private static Decision<PlanEvent> Stop(FamilyPlan plan, EndLegalBasis s, DateTimeOffset now)
    {
        if (plan.LegalBases.Find(b => b.Id == s.Basis) is not { } use)
            return Decision<PlanEvent>.No(RefusalCodes.LegalBasisNotUsed);
        if (use.EndedOn is not null)
            return Decision<PlanEvent>.Nothing;
        return HasLength(s.Reason, 1, MaxText)
            ? Decision<PlanEvent>.Of(new LegalBasisEnded(s.Basis, s.Reason, now))
            : Decision<PlanEvent>.No(RefusalCodes.ReasonRequired);
    }

    private static Refusal? CheckUse(FamilyPlan plan, LegalBasisUse use, DateTimeOffset now)
    {
        if (!HasLength(use.Code, 1, MaxRecurrence) || use.To.Count == 0 || !HasLength(use.Necessity, 1, MaxText) || !HasLength(use.Proportionality, 1, MaxText)
            || !HasLength(use.Consulted, 0, MaxText) || !HasLength(use.WhyNotInformed, use.InformedOn is null ? 1 : 0, MaxText))
        {
            return new Refusal(RefusalCodes.LegalBasisIncomplete);
        }

        if (use.Categories is { Count: 0 })
            return new Refusal(RefusalCodes.LegalBasisIncomplete);

        return !use.To.Append(use.DecidedBy).All(plan.Has) ? new Refusal(RefusalCodes.PlanPersonUnknown)
            : !AreDays(use.From, use.Until, now) ? new Refusal(RefusalCodes.ConsentDates)
            : null;
    }

    private static Decision<PlanEvent> Withhold(FamilyPlan plan, DecideNotToShare s, DateTimeOffset now)
    {
        if (Find(plan, s.Delivery) is not ({ } minutes, { } delivery))
            return Decision<PlanEvent>.No(RefusalCodes.DeliveryUnknown);
        if (!HasLength(s.Reason, 1, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.ReasonRequired);
        if (delivery.BlockedBy == BlockedBy.Decision && delivery.WhyNot == s.Reason)
            return Decision<PlanEvent>.Nothing;
        return delivery.State == DeliveryState.Blocked && delivery.BlockedBy != BlockedBy.Guard
            ? Decision<PlanEvent>.Of(new NotShared(minutes.Id, delivery.Id, s.Reason, now))
            : Decision<PlanEvent>.No(RefusalCodes.DeliveryNotBlocked);
    }

    private static Decision<PlanEvent> Share(FamilyPlan plan, ShareAfterAll s, DateTimeOffset now)
    {
        if (Find(plan, s.Delivery) is not ({ } minutes, { } delivery))
            return Decision<PlanEvent>.No(RefusalCodes.DeliveryUnknown);
        if (delivery.BlockedBy != BlockedBy.Decision)
            return Decision<PlanEvent>.No(RefusalCodes.DeliveryNotBlocked);
        var shared = new SharedAfterAll(minutes.Id, delivery.Id, now);
        return Decision<PlanEvent>.Of([shared, .. Freed(plan.Apply(shared), now)]);
    }

    private static (PublishedMinutes? Minutes, Delivery? Delivery) Find(FamilyPlan plan, DeliveryId id)
    {
        var minutes = plan.Minutes.Find(m => m.Deliveries.Any(d => d.Id == id));
        return (minutes, minutes?.Deliveries.First(d => d.Id == id));
    }

    // What waits for nothing but a ground goes on its way when the ground is there. Not what the director decided to withhold.
    private static IEnumerable<PlanEvent> Freed(FamilyPlan plan, DateTimeOffset now) =>
        from minutes in plan.Minutes
        from delivery in minutes.Deliveries
        where delivery.State == DeliveryState.Blocked && delivery.BlockedBy is BlockedBy.Basis or BlockedBy.Together && Access.Gets(plan, delivery)
        select new DeliveryMoved(minutes.Id, delivery.Id, DeliveryState.Queued, now, Access.BasisOf(plan, delivery.Recipient, DataCategory.Agreements));

    private static Decision<PlanEvent> Begin(FamilyPlan plan, BeginDay s, PersonId? actor, DateTimeOffset now)
    {
        if (actor is not null)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotDirector);
        if (s.Day <= plan.Today)
            return Decision<PlanEvent>.Nothing;
        var began = new DayBegan(s.Day);
        return Decision<PlanEvent>.Of([began, .. Freed(plan.Apply(began), now)]);
    }

    private static Decision<PlanEvent> Finish(FamilyPlan plan, FinishTask s, DateTimeOffset now)
    {
        if (plan.FinishedTasks.Contains(s.Task))
            return Decision<PlanEvent>.Nothing;
        return PlanTasks.For(plan).Any(t => t.Key == s.Task && PlanTasks.CanFinish(t))
            ? Decision<PlanEvent>.Of(new TaskFinished(s.Task, now))
            : Decision<PlanEvent>.No(RefusalCodes.TaskUnknown);
    }
}
