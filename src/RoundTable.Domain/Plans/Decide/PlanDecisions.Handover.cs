using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Offer(FamilyPlan plan, OfferHandover s, DateTimeOffset now, CardLook look) => plan.Person(s.To) switch
    {
        null => Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown),
        { Role: not PersonRole.CaseDirector } other when !PermissionTable.NeedsBasis(other.Role) => Decision<PlanEvent>.No(RefusalCodes.PlanNotDirector, s.To.Value),
        _ when s.To == (plan.OfferedTo ?? plan.Director) => Decision<PlanEvent>.Nothing,
        _ when s.To == plan.Director => Decision<PlanEvent>.Of(new HandoverOffered(s.To, now)),
        _ when CheckNewDirector(plan, s.To, look) is { } refusal => refusal.Code == RefusalCodes.HandoverNotPossible ? new Refusal(RefusalCodes.HandoverNotToThem) : refusal,
        _ => Decision<PlanEvent>.Of(new HandoverOffered(s.To, now)),
    };

    private static Decision<PlanEvent> Accept(FamilyPlan plan, PersonId? actor, DateTimeOffset now, CardLook look)
    {
        if (actor is not { } who || who != plan.OfferedTo)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNoHandover);

        // What is kept from them is not told to them: the director hears why at a new offer.
        if (CheckNewDirector(plan, who, look) is { } refusal)
            return refusal.Code == RefusalCodes.PlanLookAgain ? refusal : new Refusal(RefusalCodes.HandoverNotPossible);
        var events = new List<PlanEvent> { new DirectorAppointed(who, now) };
        // Treatment content goes to nobody whom its own professional did not name (BR-65).
        foreach (var section in plan.Sections.Where(s => !s.Names(who) && s.Treatment is null))
        {
            PersonId[] audience = [.. section.Audience, who];
            events.Add(new SectionChanged(section with { Mode = Allowed(plan, section.Mode, audience), Audience = audience }));
        }

        // Its professional let the director in, not this person.
        events.AddRange(plan.Sections.Where(s => s.Treatment is { } treatment && treatment.Keeper != plan.Director && s.Names(plan.Director))
            .Select(s => new SectionChanged(s with { Audience = [.. s.Audience.Where(p => p != plan.Director)] })));

        // Whoever directs chairs: without a seat nobody could hold or close what is planned.
        events.AddRange(plan.Meetings.Where(m => !m.Ended && !m.Rooms.All(r => r.Participants.Contains(who))).Select(m => new MeetingPlanned(WithChair(m, who))));
        return new Decision<PlanEvent>(events, null);
    }

    /// <summary>
    /// Why somebody cannot be the director, who reads every section, every name and every protection relation; or null. Of what the
    /// director of today may not know either, nothing is said (L2).
    /// </summary>
    private static Refusal? CheckNewDirector(FamilyPlan plan, PersonId to, CardLook look)
    {
        var eyes = EmergencyRules.Guarded(plan, to);
        if (plan.Protections.Exists(r => !r.KeepsFrom(plan.Director) && eyes.Any(r.KeepsFrom))
            || plan.Relations.Exists(r => r.Kind == RelationKind.SourceOfDanger && r.HoldsOn(plan.Today) && eyes.Contains(r.Of)))
        {
            return new Refusal(RefusalCodes.HandoverKeptFrom, [to.Value]);
        }

        // Who directs decides nothing of a treatment (BR-65), and what they let in would be nobody's.
        if (plan.Sections.FindAll(s => s.Treatment?.Keeper == to) is { Count: > 0 } kept)
            return kept.Exists(s => s.Names(plan.Director)) ? new Refusal(RefusalCodes.HandoverTreats, [to.Value]) : new Refusal(RefusalCodes.HandoverNotPossible);
        if (!Access.Has(plan, to))
            return new Refusal(RefusalCodes.HandoverNoBasis, [to.Value]);
        string[] unknown = [.. plan.People.Where(p => Visibility.Knows(plan.Director, p) && (!Visibility.Knows(to, p) || p.ShieldedFrom.Contains(to))).Select(p => p.Id.Value)];
        if (unknown.Length > 0)
            return new Refusal(RefusalCodes.HandoverPersonHidden, unknown);
        if (plan.Meetings.Where(m => !m.Ended).Any(m => WithChair(m, to).Rooms.Any(r => Visibility.HidesWithin(plan, r.Participants))))
            return new Refusal(RefusalCodes.HandoverSeatHidden, [to.Value]);
        foreach (var section in plan.Sections.Where(s => s.Treatment is null))
        {
            if (CheckNewcomers(plan, plan.Director, section, [.. section.Audience, to], look) is { } unfit)
            {
                return unfit.Code == RefusalCodes.PlanLookAgain ? unfit
                    : SectionRules.Reads(plan, plan.Director, section) ? new Refusal(RefusalCodes.HandoverProtectedWord, [to.Value])
                    : new Refusal(RefusalCodes.HandoverNotPossible);
            }
        }

        return null;
    }

    private static PlannedMeeting WithChair(PlannedMeeting meeting, PersonId chair) =>
        meeting.Rooms.Where(r => !r.Participants.Contains(chair)).Aggregate(meeting, (m, r) => With(m, chair, r.Id));
}
