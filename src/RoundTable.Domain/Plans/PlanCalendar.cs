using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>The days on which something in a plan changes by itself: birthdays, ends of consents, reviews (BR-22, BR-61), minutes that stay unread (handbook 3.3).</summary>
public static class PlanCalendar
{
    /// <summary>How many days before its end a consent is to be renewed (BR-61).</summary>
    public const int WarningDays = 30;

    /// <summary>The next day, after the day that the plan knows, on which something changes; null when nothing does.</summary>
    /// <param name="plan">The plan.</param>
    public static DateOnly? Next(FamilyPlan plan) => Days(plan).Where(d => d > plan.Today).Select(d => (DateOnly?)d).Min();

    private static IEnumerable<DateOnly> Days(FamilyPlan plan)
    {
        foreach (var born in plan.People.Where(p => p.Role == PersonRole.Child).Select(p => p.BirthDate).OfType<DateOnly>())
        {
            foreach (var age in Ages.Turning)
                yield return Ages.Birthday(born, age);
        }

        // The withdrawn ones too: the day after the last one comes for all, or a parent could tell that the child withdrew it (L10).
        foreach (var consent in plan.Consents)
        {
            yield return consent.From;
            yield return consent.ValidUntil.AddDays(1);
            yield return consent.ValidUntil.AddDays(-WarningDays);
        }

        foreach (var (from, until) in plan.LegalBases.Select(b => (b.From, b.Until)).Concat(plan.Relations.Select(r => (r.From, r.Until))))
        {
            yield return from;
            if (until is not { } last)
                continue;
            yield return last.AddDays(1);
            yield return last.AddDays(-WarningDays);
        }

        foreach (var day in plan.Protections.Select(r => r.ReviewOn).Concat(plan.Sections.Select(s => s.Shield?.ReviewOn)).OfType<DateOnly>())
            yield return day;

        foreach (var unread in plan.Minutes.SelectMany(m => m.Deliveries).Where(d => d.State == DeliveryState.Sent && UnreadMinutes.AsksReceipt(plan, d)))
            yield return UnreadMinutes.CallOn(unread);
    }
}
