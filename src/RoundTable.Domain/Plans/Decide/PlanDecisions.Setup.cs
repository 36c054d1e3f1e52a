using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private const int MaxName = 200;
    private const int MaxReason = 2_000;

    private static Decision<PlanEvent> Open(FamilyPlan plan, OpenPlan s, DateTimeOffset now)
    {
        if (plan.Opened)
            return Decision<PlanEvent>.No(RefusalCodes.PlanAlreadyOpen);
        if (!HasLength(s.FamilyName, 1, MaxName) || !HasLength(s.Municipality, 1, MaxName) || !HasLength(s.Reason, 0, MaxReason))
            return Decision<PlanEvent>.No(RefusalCodes.PlanTextLength);
        if (s.Director.Role != PersonRole.CaseDirector)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotDirector);
        if (CheckPerson(plan, s.Director, now) is { } refusal)
            return refusal;
        return Decision<PlanEvent>.Of(
            new PlanOpened(s.Plan, s.FamilyName, s.Municipality, s.Reason, now),
            new PersonAdded(s.Director),
            new DirectorAppointed(s.Director.Id, now),
            new SectionOpened(new Section(s.Circle, SectionScope.Circle, SectionMode.Live, [s.Director.Id])));
    }

    private static Decision<PlanEvent> Add(FamilyPlan plan, AddPerson s, PersonId? actor, DateTimeOffset now)
    {
        if (plan.Has(s.Person.Id))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonExists);
        if (actor is { } who && s.Person.ShieldedFrom.Concat(s.Person.HiddenFrom).Contains(who))
            return Decision<PlanEvent>.No(RefusalCodes.PlanDirectorKnows);
        if (CheckPerson(plan, s.Person, now) is { } refusal)
            return refusal;
        if (WorkAddress.Of(s.Person) is { } mail && plan.People.Find(p => WorkAddress.Of(p) == mail) is { } other)
            return Decision<PlanEvent>.No(RefusalCodes.PlanMailInUse, Visibility.Knows(plan.Director, other) ? [other.Id.Value] : []);
        var events = new List<PlanEvent> { new PersonAdded(s.Person) };
        var after = plan.Apply(events[0]);
        if (s.InCircle && plan.Circle is { } circle)
        {
            PersonId[] audience = [.. circle.Audience, s.Person.Id];
            events.Add(new SectionChanged(circle with { Mode = Allowed(after, circle.Mode, audience), Audience = audience }));
        }

        if (s.Person.Serves is { } client && plan.Has(client))
            events.Add(new RelationSet(new Relation(new RelationId($"serves-{s.Person.Id}"), RelationKind.Serves, s.Person.Id, client, plan.Today, null), now));
        if (s.Basis is not { } basis)
            return new Decision<PlanEvent>(events, null);
        if (CheckUse(after, basis, now) is { } incomplete)
            return incomplete;
        events.Add(new LegalBasisUsed(basis, now));
        return new Decision<PlanEvent>(events, null);
    }

    // The live sections in which not everybody may be seen by everybody any more.
    private static IEnumerable<PlanEvent> NoLonger(FamilyPlan plan, FamilyPlan after) => plan.Sections
        .Select(section => section with { Mode = Allowed(after, section.Mode, section.Audience) })
        .Where((section, i) => section.Mode != plan.Sections[i].Mode)
        .Select(section => new SectionChanged(section));

    // What the server itself opens (the demo) has its reason elsewhere; a director gives it here.
    private static Decision<PlanEvent> OpenOne(FamilyPlan plan, OpenSection s, PersonId? actor)
    {
        if (s.Section.Treatment is not null || s.Section.Categories is { } data && (data.Count == 0 || data.Contains(DataCategory.Treatment)))
            return Decision<PlanEvent>.No(RefusalCodes.SectionTreatment);
        if (s.Section.Scope == SectionScope.Shielded && (actor is not null || s.Section.Shield is not null) && CheckShield(plan, s.Section) is { } unfounded)
            return unfounded;
        if (plan.Section(s.Section.Id) is not null || (s.Section.Scope == SectionScope.Circle && plan.Circle is not null))
            return Decision<PlanEvent>.No(RefusalCodes.SectionExists);
        return CheckSection(plan, s.Section) is { } refusal ? refusal : Decision<PlanEvent>.Of(new SectionOpened(s.Section));
    }

    private static Decision<PlanEvent> Change(FamilyPlan plan, ChangeSection s, PersonId? actor, CardLook look)
    {
        if (plan.Section(s.Section) is not { } before)
            return Decision<PlanEvent>.No(RefusalCodes.SectionNotAReader);
        if (before.Treatment is { } treatment && (s.Audience.Except(before.Audience).Any() || !s.Audience.Contains(treatment.Keeper)))
            return Decision<PlanEvent>.No(RefusalCodes.SectionTreatment);
        if (s.Categories is { } data)
        {
            if (before.Treatment is not null || data.Count == 0 || data.Contains(DataCategory.Treatment))
                return Decision<PlanEvent>.No(RefusalCodes.SectionTreatment);
            if (before.Scope != SectionScope.Shielded)
                return Decision<PlanEvent>.No(RefusalCodes.SectionCategoriesFixed);
        }

        var after = before with { Mode = s.Mode, Audience = s.Audience, Categories = s.Categories is { } chosen ? [.. chosen.Distinct().Order()] : before.Categories };
        PlanEvent[] changes = [new SectionChanged(after), .. Withheld(plan, after, [.. before.Audience.Except(after.Audience)], s.Categories is not null)];
        return (CheckSection(plan, after) ?? CheckBound(plan, actor ?? plan.Director, changes) ?? CheckNewcomers(plan, actor ?? plan.Director, before, s.Audience, look)) is { } refusal
            ? refusal
            : new Decision<PlanEvent>(changes, null);
    }

    // What was withheld from some of its readers is of the same data, and who left it leaves that too, and what was withheld of that again.
    private static IEnumerable<PlanEvent> Withheld(FamilyPlan plan, Section section, PersonId[] left, bool isOfOtherData) =>
        from withheld in plan.Withholdings
        where withheld.Section == section.Id
        let apart = withheld.Into is { } id ? plan.Section(id) : null
        where apart is not null
        let changed = apart with
        {
            Audience = [.. apart.Audience.Except(left)],
            Categories = isOfOtherData && !section.Holds.SequenceEqual(apart.Holds) ? section.Categories : apart.Categories,
        }
        where changed.Audience.Count < apart.Audience.Count || !changed.Holds.SequenceEqual(apart.Holds)
        from e in Withheld(plan, changed, [.. apart.Audience.Intersect(left)], isOfOtherData).Prepend(new SectionChanged(changed))
        select e;

    private static Decision<PlanEvent> Impose(FamilyPlan plan, SetFloorRequirement s)
    {
        if (!HasLength(s.Requirement.Text, 1, MaxText) || !HasLength(s.Requirement.ImposedBy, 1, MaxName))
            return Decision<PlanEvent>.No(RefusalCodes.PlanTextLength);
        return CheckForAll(plan, s.Requirement.Text, s.Requirement.ImposedBy) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new FloorRequirementSet(s.Requirement));
    }

    private static Decision<PlanEvent> Choose(FamilyPlan plan, SetScale s)
    {
        if (!HasLength(s.Scale.Question, 1, MaxText) || !HasLength(s.Scale.Anchor0, 1, MaxText) || !HasLength(s.Scale.Anchor10, 1, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.PlanTextLength);
        return CheckForAll(plan, s.Scale.Question, s.Scale.Anchor0, s.Scale.Anchor10) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new ScaleSet(s.Scale));
    }

    private static Decision<PlanEvent> PlanOne(FamilyPlan plan, PlanMeeting s, DateTimeOffset now)
    {
        if (plan.Meeting(s.Meeting) is not null)
            return Decision<PlanEvent>.No(RefusalCodes.MeetingExists);
        if (s.Rooms.Count == 0 || s.Rooms.DistinctBy(r => r.Id).Count() != s.Rooms.Count || !s.Rooms.All(r => r.Participants.Contains(plan.Director)))
            return Decision<PlanEvent>.No(RefusalCodes.MeetingRooms);
        if (!s.Rooms.All(r => IsInReach(DateOnly.FromDateTime(r.StartsAt.UtcDateTime), now)))
            return Decision<PlanEvent>.No(RefusalCodes.ConsentDates);
        var meeting = new PlannedMeeting(s.Meeting, s.Kind, s.Rooms, s.InvitedWithoutRoom, false);
        if (!meeting.Invited.All(plan.Has))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        return s.Rooms.Any(r => Visibility.HidesWithin(plan, r.Participants))
            ? Decision<PlanEvent>.No(RefusalCodes.MeetingPersonHidden)
            : Decision<PlanEvent>.Of(new MeetingPlanned(meeting));
    }

    private static Refusal? CheckPerson(FamilyPlan plan, Person person, DateTimeOffset now)
    {
        if (!HasLength(person.Name, 1, MaxName) || !HasLength(person.Organisation, 0, MaxName) || !HasLength(person.Relation, 0, MaxName)
            || !HasLength(person.AliasName, 0, MaxName))
        {
            return new Refusal(RefusalCodes.PlanTextLength);
        }

        // A child that is not born yet has a day on which it is expected.
        if (person.BirthDate is { } born && (!IsInReach(born, now) || born.Year > now.Year + 1))
            return new Refusal(RefusalCodes.PlanBirthDate, [person.Id.Value]);
        if (person.ShieldedFrom.Count > 0 && string.IsNullOrWhiteSpace(person.AliasName))
            return new Refusal(RefusalCodes.PlanAliasRequired, [person.Id.Value]);
        return plan.Opened ? CheckNames(plan.Apply(new PersonAdded(person))) : null;
    }

    private static Refusal? CheckNames(FamilyPlan plan)
    {
        foreach (var viewer in plan.People.Where(p => plan.Protections.Exists(r => r.KeepsFrom(p.Id))))
        {
            foreach (var seen in Visibility.People(plan, viewer.Id).Where(seen => seen.Id != viewer.Id))
            {
                if (LeakGuard.Check(plan, $"{seen.Name}\n{seen.Organisation}\n{seen.Relation}", [viewer.Id]).Count > 0)
                    return new Refusal(RefusalCodes.PlanProtectedWord, [seen.Id.Value]);
            }
        }

        return null;
    }

    private static Refusal? CheckSection(FamilyPlan plan, Section section)
    {
        if (!section.Audience.All(plan.Has))
            return new Refusal(RefusalCodes.PlanPersonUnknown);
        // Into a treatment the director is let in by its professional (BR-65); until then they take readers away from outside.
        if (!section.Names(plan.Director) && (section.Treatment is null || plan.Section(section.Id)?.Names(plan.Director) == true))
            return new Refusal(RefusalCodes.SectionDirectorMissing);
        return section.Mode == SectionMode.Live && SectionRules.MustBeReleased(plan, section.Audience)
            ? new Refusal(RefusalCodes.SectionMustBeReleased)
            : null;
    }

    // Whoever owns or checks what counts there goes on reading it (BR-32). Of a part that the director does not read they hear nobody's name.
    private static Refusal? CheckBound(FamilyPlan plan, PersonId actor, IEnumerable<PlanEvent> changes)
    {
        var then = changes.Aggregate(plan, (p, e) => p.Apply(e));
        (Commitment Commitment, PersonId Person)[] bound =
        [
            .. plan.Commitments.Where(c => !c.Settled)
                .SelectMany(c => new[] { c.Owner, c.Checker ?? c.Owner }, (c, p) => (Commitment: c, Person: p))
                .Where(b => plan.Section(b.Commitment.Audience)!.Names(b.Person) && IsLost(b.Person, b.Commitment.Audience)),
        ];
        if (bound.Length == 0)
            return null;
        var named = bound.Where(b => SectionRules.ReadsCommitments(plan, actor, b.Commitment.Audience) && Visibility.Knows(plan, actor, b.Person));
        return new Refusal(RefusalCodes.SectionReaderBound, [.. named.Select(b => b.Person.Value).Distinct()]);

        // Who has no ground today is taken away from what they own no more than others are: it may come.
        bool IsLost(PersonId person, SectionId section) => !then.Section(section)!.Names(person)
            || (SectionRules.ReadsCommitments(plan, person, section) && !SectionRules.ReadsCommitments(then, person, section));
    }

    // Whoever comes in gets all that stands there; what was not looked at lets nobody in.
    private static Refusal? CheckNewcomers(FamilyPlan plan, PersonId actor, Section section, IReadOnlyCollection<PersonId> audience, CardLook look)
    {
        if (audience.All(section.Names))
            return null;
        return look.Items.TryGetValue(section.Id, out var items)
            ? SectionRules.CheckNewcomers(plan, actor, section, audience, items)
            : new Refusal(RefusalCodes.PlanLookAgain);
    }

    private static Refusal? CheckShield(FamilyPlan plan, Section section) =>
        section.Shield is { } shield && HasLength(shield.Reason, 1, MaxText) && plan.Has(shield.Reviewer) && shield.ReviewOn > plan.Today
            ? null
            : new Refusal(RefusalCodes.SectionShieldIncomplete);

    private static SectionMode Allowed(FamilyPlan plan, SectionMode mode, IReadOnlyList<PersonId> audience) =>
        SectionRules.MustBeReleased(plan, audience) ? SectionMode.Released : mode;
}
