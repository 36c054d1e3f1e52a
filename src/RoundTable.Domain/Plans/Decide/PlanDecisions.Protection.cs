using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private const int IdLength = 20;

    private static Decision<PlanEvent> Protect(FamilyPlan plan, SetProtection s, PersonId? actor, CardLook look, DateTimeOffset now)
    {
        var r = s.Relation;

        // What is kept from the director they neither see, end nor change.
        if (actor is not null && plan.Protections.Exists(before => before.Id == r.Id && before.KeepsFrom(plan.Director)))
            return Decision<PlanEvent>.No(RefusalCodes.ProtectionUnknown);
        if (!r.Protected.Concat(r.From).Concat(r.Indirect).All(plan.Has))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        if (r.Protected.Any(r.KeepsFrom))
            return Decision<PlanEvent>.No(RefusalCodes.ProtectionSameSide, r.Protected.Where(r.KeepsFrom).Select(p => p.Value));
        // Their own they could neither see nor end; what the server knows of (L2) they are kept from.
        if (actor is { } who && r.KeepsFrom(who))
            return Decision<PlanEvent>.No(RefusalCodes.ProtectionFromDirector, who.Value);
        if (r.ProtectedWords.Any(w => new ProtectedWord(w).Folded.Length < ProtectedWord.MinLength))
            return Decision<PlanEvent>.No(RefusalCodes.ProtectionWordTooShort);
        var needed = CardLook.Sections(plan, s);
        var sent = CardLook.Deliveries(plan, s);
        if (!sent.All(look.Minutes.ContainsKey))
            return Decision<PlanEvent>.No(RefusalCodes.PlanLookAgain);
        var events = new List<PlanEvent> { new ProtectionSet(r) };
        var after = plan.Apply(events[0]);
        if ((CheckForAll(after, plan.FamilyName) ?? CheckNames(after)) is { } refusal)
            return refusal;
        foreach (var section in after.Sections)
        {
            var allowed = section with { Mode = Allowed(after, section.Mode, section.Audience) };
            if (allowed.Mode != section.Mode)
                Happens(new SectionChanged(allowed));
        }

        foreach (var section in needed)
        {
            foreach (var e in Withheld(after, section, r, look))
                Happens(e);
        }

        DeliveryId[] exposed = [.. sent.Where(d => LeakGuard.Check(r, look.Minutes[d].Text, [RecipientOf(after, d)]).Count > 0)];
        if (exposed.Length > 0)
            Happens(new WordsInMinutesFound(exposed, now, r.Id));
        return new Decision<PlanEvent>(events, null);

        void Happens(PlanEvent e)
        {
            events.Add(e);
            after = after.Apply(e);
        }
    }

    // From the server only: what was closed without a look is looked through.
    private static Decision<PlanEvent> LookedThrough(FamilyPlan plan, LookThrough s, PersonId? actor, CardLook look)
    {
        if (actor is not null || plan.Withholdings.Find(w => w.Id == s.Withholding) is not { } closed)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotDirector);
        if (closed.Done || closed.Into is not null)
            return Decision<PlanEvent>.Nothing;
        if (!look.Covers([closed.Section]))
            return Decision<PlanEvent>.No(RefusalCodes.PlanLookAgain);
        return new Decision<PlanEvent>([.. Found(plan, plan.Section(closed.Section)!, look.Items[closed.Section], plan.Protections), new WithholdingEnded(closed.Id)], null);
    }

    private static Decision<PlanEvent> Ended(FamilyPlan plan, EndWithholding s, PersonId? actor)
    {
        if (actor is not null || plan.Withholdings.Find(w => w.Id == s.Withholding) is not { } withheld)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotDirector);
        return withheld.Done ? Decision<PlanEvent>.Nothing : Decision<PlanEvent>.Of(new WithholdingEnded(withheld.Id));
    }

    private static IEnumerable<PlanEvent> Withheld(FamilyPlan plan, SectionId id, ProtectionRelation relation, CardLook look)
    {
        var section = plan.Section(id)!;
        return look.Items.TryGetValue(id, out var items)
            ? Found(plan, section, items, [relation])
            : [new ItemsWithheld(new Withholding(NextId(plan, 0), id, [.. section.Audience.Where(relation.KeepsFrom)], null, [], plan.Today, false))];
    }

    // Together goes what is withheld from the same people. Treatment content never leaves its part (BR-65): there they read no more,
    // and its professional names the readers anew.
    private static IEnumerable<PlanEvent> Found(FamilyPlan plan, Section section, IReadOnlyList<StandingItem> items, IReadOnlyCollection<ProtectionRelation> relations)
    {
        var groups = items
            .Select(item => (item.Id, From: LeakGuard.CheckStanding(relations, item, section.Audience)))
            .Where(found => found.From.Count > 0)
            .GroupBy(found => string.Join(' ', found.From))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count > 0 && section.Treatment is not null)
        {
            PersonId[] from = [.. groups.SelectMany(g => g.First().From).Distinct()];
            yield return new SectionChanged(section with { Audience = [.. section.Audience.Except(from)] });
            yield return new ItemsWithheld(new Withholding(NextId(plan, 0), section.Id, from, null, [], plan.Today, true));
            yield break;
        }

        for (var i = 0; i < groups.Count; i++)
        {
            var id = NextId(plan, i);
            var from = groups[i].First().From;
            PersonId[] others = [.. section.Audience.Except(from)];
            var into = new Section(ApartId(plan, id), SectionScope.Side, Allowed(plan, SectionMode.Live, others), others, null, section.Categories).ShieldedAs(section);
            yield return new SectionOpened(into);
            yield return new ItemsWithheld(new Withholding(id, section.Id, from, into.Id, [.. groups[i].Select(f => f.Id)], plan.Today, false));
        }
    }

    private static WithholdingId NextId(FamilyPlan plan, int more) => new($"wh-{plan.Withholdings.Count + 1 + more}");

    // Nobody's to choose and nobody's to guess, as that of treatment content.
    private static SectionId ApartId(FamilyPlan plan, WithholdingId withheld)
    {
        var secret = string.Join('/', plan.People.Select(p => p.Subject));
        return SectionId.From($"w-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Id}/{withheld}/{secret}")))[..IdLength]}");
    }

    private static PersonId RecipientOf(FamilyPlan plan, DeliveryId delivery) =>
        plan.Minutes.SelectMany(m => m.Deliveries).First(d => d.Id == delivery).Recipient;
}
