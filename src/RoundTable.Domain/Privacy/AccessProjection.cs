using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Privacy;

/// <summary>
/// "Wie keek in mijn plan" as one person may see it. The log itself could tell of hidden people, shielded sections, the
/// other session and what relatives read (L6, L8, L10), so it is projected like everything else.
/// </summary>
public static class AccessProjection
{
    /// <summary>The lines for one person, the latest day first; similar lines of one day are one.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="viewer">Who looks; somebody in the plan.</param>
    /// <param name="entries">The log, in any order.</param>
    public static IReadOnlyList<AccessLineView> For(FamilyPlan plan, PersonId viewer, IEnumerable<AccessEntry> entries)
    {
        var lines = new HashSet<AccessLineView>();
        foreach (var entry in entries)
        {
            if (plan.Person(entry.Person) is { } person && Sees(plan, viewer, person, entry))
                lines.Add(new AccessLineView(entry.Day, Visibility.Named(viewer, person), entry.Action, entry.What, entry.Emergency));
        }

        return
        [
            .. lines.OrderByDescending(line => line.Day)
                .ThenBy(line => line.Person.Id.Value, StringComparer.Ordinal)
                .ThenBy(line => line.What)
                .ThenBy(line => line.Action)
                .ThenBy(line => line.Emergency),
        ];
    }

    /// <summary>The lines that a person may see and that somebody else, who takes a copy for them, may see too; named as the person may name people.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="person">Whose copy it is.</param>
    /// <param name="other">Who takes it for them; the same person for their own.</param>
    /// <param name="entries">The log, in any order.</param>
    public static IReadOnlyList<AccessLineView> ForBoth(FamilyPlan plan, PersonId person, PersonId other, IReadOnlyCollection<AccessEntry> entries)
    {
        var lines = For(plan, person, entries);
        if (person == other)
            return lines;
        var others = For(plan, other, entries).Select(Key).ToHashSet();
        return [.. lines.Where(line => others.Contains(Key(line)))];
    }

    private static (DateOnly, PersonId, AccessAction, AccessSubject, bool) Key(AccessLineView line) =>
        (line.Day, line.Person.Id, line.Action, line.What, line.Emergency);

    private static bool Sees(FamilyPlan plan, PersonId viewer, Person person, AccessEntry entry)
    {
        if (!Visibility.Knows(viewer, person))
            return false;
        if (person.Id == viewer)
            return SeesThing(plan, viewer, entry);
        if (plan.Director == viewer)
            return SeesThing(plan, viewer, entry);

        // What relatives read is theirs (L8), what was refused says that there was something to refuse, and who got
        // minutes or a link is the list of recipients (L10).
        // That there was an emergency may be news of the other side, also on a day together.
        return !IsRelative(person.Role)
            && !(entry.Emergency && IsKeptFrom(plan, viewer))
            && entry.Action != AccessAction.Refused
            && entry.What is not (AccessSubject.Minutes or AccessSubject.Invitation or AccessSubject.Log)
            && (entry.What != AccessSubject.Person || entry.Id == viewer.Value)
            && SeesThing(plan, viewer, entry)
            && (entry.What != AccessSubject.Meeting || ShareRoom(plan, viewer, entry, day: false))
            && (!IsKeptFrom(plan, viewer) || ShareRoom(plan, viewer, entry, day: true));
    }

    private static bool SeesThing(FamilyPlan plan, PersonId viewer, AccessEntry entry) => entry.What switch
    {
        AccessSubject.Section or AccessSubject.History => SectionRules.Reads(plan, viewer, SectionId.From(entry.Id)),
        AccessSubject.Meeting => plan.Meeting(MeetingId.From(entry.Id))?.RoomsOf(viewer).Any() == true,
        AccessSubject.Person => plan.Person(PersonId.From(entry.Id)) is { } about && Visibility.Knows(viewer, about),

        // That a child wrote something is news of what it wrote: for whoever reads that, and for whoever held the pen (L3).
        AccessSubject.ChildWords => entry.Person == viewer
            || (plan.ChildWords.Find(w => w.Id.Value == entry.Id) is { } words && PlanProjection.HearsWords(plan, viewer, words)),
        _ => true,
    };

    // Somebody who prepares or holds the other session looks into the plan on that day. So whoever is kept from something
    // hears only of days on which they sit with the other person themselves: those days tell nothing new.
    private static bool ShareRoom(FamilyPlan plan, PersonId viewer, AccessEntry entry, bool day) => plan.Meetings.Any(meeting =>
        (entry.What != AccessSubject.Meeting || meeting.Id.Value == entry.Id)
        && meeting.RoomsOf(viewer).Any(room => room.Participants.Contains(entry.Person) && (!day || DutchTime.Day(room.StartsAt) == entry.Day)));

    private static bool IsKeptFrom(FamilyPlan plan, PersonId viewer) =>
        plan.Protections.Any(relation => relation.KeepsFrom(viewer))
        || plan.People.Any(person => person.HiddenFrom.Contains(viewer) || person.ShieldedFrom.Contains(viewer));

    private static bool IsRelative(PersonRole role) => role
        is PersonRole.Child or PersonRole.ParentWithAuthority or PersonRole.ParentWithoutAuthority or PersonRole.NetworkMember or PersonRole.TrustedPerson;
}
