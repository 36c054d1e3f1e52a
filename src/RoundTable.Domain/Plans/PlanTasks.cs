using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>What waits for the director, worked out from the plan as it is today.</summary>
public static class PlanTasks
{
    /// <summary>The tasks, the oldest first.</summary>
    /// <param name="plan">The plan.</param>
    public static IReadOnlyList<PlanTask> For(FamilyPlan plan) =>
        [.. WithoutBasis(plan).Concat(Consents(plan)).Concat(LegalBases(plan)).Concat(Birthdays(plan)).Concat(Reviews(plan)).Concat(Emergencies(plan)).Concat(Withheld(plan)).Concat(Unread(plan)).Concat(Missed(plan)).Concat(WithoutCode(plan)).Concat(Bounced(plan))
            .Where(t => !plan.FinishedTasks.Contains(t.Key))
            .OrderBy(t => t.On).ThenBy(t => t.Key, StringComparer.Ordinal)];

    /// <summary>Whether a task can be marked as done; the others end when what they ask for is there.</summary>
    /// <param name="task">The task.</param>
    public static bool CanFinish(PlanTask task) =>
        task.Kind is TaskKind.ChildTurned or TaskKind.ReviewProtection or TaskKind.ReviewShield or TaskKind.RenewConsent or TaskKind.ReadTogether
            or TaskKind.WithheldItems or TaskKind.WithheldCommitment or TaskKind.WithheldText or TaskKind.WordInMinutes
            or TaskKind.CallRecipient or TaskKind.CallInvited or TaskKind.CallCalledOff;

    private static IEnumerable<PlanTask> WithoutBasis(FamilyPlan plan)
    {
        foreach (var delivery in plan.Minutes.SelectMany(m => m.Deliveries).Where(d => d.State == DeliveryState.Blocked && d.BlockedBy == BlockedBy.Basis))
            yield return new PlanTask($"basis-{delivery.Id}", TaskKind.AskBasis, delivery.Recipient, null, delivery.Id.Value, Minutes.DutchTime.Day(delivery.At));
        foreach (var delivery in plan.Minutes.SelectMany(m => m.Deliveries).Where(d => d.State == DeliveryState.Blocked && d.BlockedBy == BlockedBy.Together))
            yield return new PlanTask($"together-{delivery.Id}", TaskKind.ReadTogether, delivery.Recipient, null, delivery.Id.Value, Minutes.DutchTime.Day(delivery.At));
        var invited = plan.Meetings.Where(m => !m.Ended).SelectMany(m => m.Invited).ToHashSet();
        foreach (var person in plan.People.Where(p => Permissions.PermissionTable.NeedsBasis(p.Role)))
        {
            var named = plan.Sections.Where(s => s.Names(person.Id)).ToList();
            if (Access.Has(plan, person.Id) ? named.Exists(s => !SectionRules.Reads(plan, person.Id, s)) : named.Count > 0 || invited.Contains(person.Id))
                yield return new PlanTask($"access-{person.Id}", TaskKind.AskBasis, person.Id, null, null, plan.Today);
        }
    }

    private static IEnumerable<PlanTask> Consents(FamilyPlan plan)
    {
        foreach (var consent in plan.Consents.Where(c => c.WithdrawnOn is null && plan.Today <= c.ValidUntil))
        {
            if (ConsentRules.Missing(plan, consent) is { Count: > 0 } missing)
                yield return new PlanTask($"complete-{consent.Id}", TaskKind.CompleteConsent, missing[0], null, consent.Id.Value, consent.From);
            if (plan.Today >= consent.ValidUntil.AddDays(-PlanCalendar.WarningDays))
                yield return new PlanTask($"renew-{consent.Id}", TaskKind.RenewConsent, consent.To.Select(p => (PersonId?)p).FirstOrDefault(), null, consent.Id.Value, consent.ValidUntil);
        }
    }

    private static IEnumerable<PlanTask> LegalBases(FamilyPlan plan)
    {
        foreach (var basis in plan.LegalBases.Where(b => b.EndedOn is null))
        {
            if (basis.Until is { } until && plan.Today <= until && plan.Today >= until.AddDays(-PlanCalendar.WarningDays))
                yield return new PlanTask($"renew-{basis.Id}", TaskKind.RenewConsent, basis.To.Select(p => (PersonId?)p).FirstOrDefault(), null, basis.Id.Value, until);
        }
    }

    // Only birthdays that fell after the plan was opened: before that the child already had the rights of that age.
    private static IEnumerable<PlanTask> Birthdays(FamilyPlan plan) =>
        from person in plan.People
        where person.Role == PersonRole.Child && person.BirthDate is not null
        from age in Ages.Turning
        let day = Ages.Birthday(person.BirthDate!.Value, age)
        where day > Minutes.DutchTime.Day(plan.OpenedAt) && day <= plan.Today
        select new PlanTask($"turned-{age}-{person.Id}", TaskKind.ChildTurned, person.Id, age, null, day);

    private static IEnumerable<PlanTask> Reviews(FamilyPlan plan)
    {
        foreach (var relation in plan.Protections.Where(r => r.ReviewOn <= plan.Today && !r.KeepsFrom(plan.Director)))
            yield return new PlanTask($"review-{relation.Id}-{relation.ReviewOn:yyyyMMdd}", TaskKind.ReviewProtection, relation.Protected.Select(p => (PersonId?)p).FirstOrDefault(), null, relation.Id.Value, relation.ReviewOn!.Value);
        foreach (var section in plan.Sections.Where(s => s.Shield?.ReviewOn <= plan.Today && s.Names(plan.Director)))
            yield return new PlanTask($"review-{section.Id}-{section.Shield!.ReviewOn:yyyyMMdd}", TaskKind.ReviewShield, section.Shield.Reviewer, null, section.Id.Value, section.Shield.ReviewOn);
    }
    private static IEnumerable<PlanTask> Emergencies(FamilyPlan plan) => plan.Emergencies
        .Where(e => e.Review is null)
        .Select(e => new PlanTask($"emergency-{e.Id}", TaskKind.ReviewEmergency, e.By, null, e.Id.Value, Minutes.DutchTime.Day(e.At)));

    private static IEnumerable<PlanTask> Unread(FamilyPlan plan) =>
        from delivery in plan.Minutes.SelectMany(m => m.Deliveries)
        where UnreadMinutes.Waits(plan, delivery)
        let day = UnreadMinutes.CallOn(delivery)
        where day <= plan.Today
        select new PlanTask($"call-{delivery.Id}", TaskKind.CallRecipient, delivery.Recipient, null, delivery.Id.Value, day);

    // Sent again it may come back again, and that is another call.
    private static IEnumerable<PlanTask> Missed(FamilyPlan plan) =>
        from delivery in plan.Minutes.SelectMany(m => m.Deliveries)
        where UnreadMinutes.IsMissed(plan, delivery)
        select new PlanTask($"bounced-{delivery.Id}-{delivery.At.UtcTicks}", TaskKind.CallRecipient, delivery.Recipient, null, delivery.Id.Value, Minutes.DutchTime.Day(delivery.At));

    // One for each person: one code opens all that waits for them.
    private static IEnumerable<PlanTask> WithoutCode(FamilyPlan plan) =>
        from delivery in plan.Minutes.SelectMany(m => m.Deliveries)
        where delivery.State == DeliveryState.NeedsCode && Access.Gets(plan, delivery)
        group delivery by delivery.Recipient into waiting
        select new PlanTask($"code-{waiting.Key}", TaskKind.GiveCode, waiting.Key, null, waiting.First().Id.Value, Minutes.DutchTime.Day(waiting.Min(d => d.At)));

    // Each that comes back is a call of its own. Nobody calls themselves. The time is that which was mailed: another room's is not for this person (L6).
    private static IEnumerable<PlanTask> Bounced(FamilyPlan plan) => plan.BouncedMails.Where(b => b.Person != plan.Director).Select(b => new PlanTask(
        $"{(b.Mail == BouncedMail.Invitation ? "invited" : $"called-off-{b.Meeting}")}-{b.Person}-{b.At.UtcTicks}",
        b.Mail == BouncedMail.Invitation ? TaskKind.CallInvited : TaskKind.CallCalledOff,
        b.Person,
        null,
        b.Meeting?.Value,
        Minutes.DutchTime.Day(b.At),
        b.Meeting is { } meeting ? CalendarEntry.EndOf(plan, meeting, b.Person)?.StartsAt : null));

    // What the director is kept from as well is not theirs to hear of (L2), nor what happens in a part of what was withheld from them before.
    private static IEnumerable<PlanTask> Withheld(FamilyPlan plan)
    {
        foreach (var withheld in plan.Withholdings.Where(w => (w.Into is not null || w.Done) && !w.From.Contains(plan.Director) && (w.Items.Count > 0 || plan.Section(w.Section)?.Treatment is not null)))
        {
            var stands = withheld.Into ?? withheld.Section;
            if (SectionRules.Reads(plan, plan.Director, stands))
                yield return new PlanTask($"withheld-{withheld.Id}", TaskKind.WithheldItems, withheld.From[0], null, stands.Value, withheld.On);
        }

        if (plan.Protections.Count == 0)
            yield break;
        foreach (var commitment in plan.Commitments.Where(c => c.Status != CommitmentStatus.Replaced))
        {
            if (PlanProjection.KeptFrom(plan, commitment).ToList() is { Count: > 0 } from && PlanProjection.Sees(plan, plan.Director, commitment))
                yield return new PlanTask($"unseen-{commitment.Id}-{commitment.TextVersion}-{Mark(from)}", TaskKind.WithheldCommitment, from[0], null, commitment.Id.Value, plan.Today);
        }

        foreach (var (key, text) in plan.FloorRequirements.Select(f => (f.Id.Value, $"{f.Text}\n{f.ImposedBy}")).Append(("reason", plan.Reason)))
        {
            PersonId[] from = [.. LeakGuard.Check(plan, text, plan.People.Select(p => p.Id)).Select(f => f.Reader).Distinct()];
            if (from.Length > 0 && !from.Contains(plan.Director))
                yield return new PlanTask($"unread-{key}-{Mark(from, text)}", TaskKind.WithheldText, from[0], null, null, plan.Today);
        }

        var times = new Dictionary<(DeliveryId, DateOnly), int>();
        foreach (var (delivery, on, _) in plan.Exposed.Where(e => !plan.Protections.Concat(plan.PastProtections).Any(r => r.Id == e.Relation && r.KeepsFrom(plan.Director))))
        {
            if (plan.Minutes.SelectMany(m => m.Deliveries).FirstOrDefault(d => d.Id == delivery) is { } sent && sent.Recipient != plan.Director)
            {
                // More than one on a day is more than one task.
                var before = times.GetValueOrDefault((delivery, on));
                times[(delivery, on)] = before + 1;
                yield return new PlanTask($"sent-{delivery}-{on:yyyyMMdd}{(before > 0 ? $"-{before}" : "")}", TaskKind.WordInMinutes, sent.Recipient, null, delivery.Value, on);
            }
        }
    }

    // Tells a task from one about the same thing that is kept from others, or says something else, so that one which is done ends no other.
    private static string Mark(IEnumerable<PersonId> from, string text = "") =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(' ', from.Select(p => p.Value).Order(StringComparer.Ordinal))}\n{text}")))[..8];
}
