using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>
/// Who may be there for a child under 12: open its minutes to read them together, or write down what it says (BR-20). Never
/// somebody who endangers it, or from whom it is kept safe, or who works for such a person; and nobody reads a child's minutes
/// who knows less than the child.
/// </summary>
public static class Together
{
    /// <summary>Whether this person may write down what the child says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="helper">The person.</param>
    /// <param name="child">The child.</param>
    public static bool MayHelp(FamilyPlan plan, PersonId helper, PersonId child) =>
        Access.Has(plan, helper) && Of(plan, helper, child, Thing.ChildVoice).Do && !IsUnsafeFor(plan, helper, child);

    /// <summary>Whether this person may open the child's minutes, which wait to be read together.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="reader">The person.</param>
    /// <param name="minutes">The minutes.</param>
    /// <param name="child">The child.</param>
    public static bool MayRead(FamilyPlan plan, PersonId reader, PublishedMinutes minutes, PersonId child) =>
        minutes.Deliveries.FirstOrDefault(d => d.Recipient == child) is { BlockedBy: BlockedBy.Together } delivery
        && Access.Has(plan, reader)
        && Of(plan, reader, child, Thing.ChildMinutes).See
        && !IsUnsafeFor(plan, reader, child)
        && (reader == plan.Director || (delivery.KnowAsMuch?.Contains(reader) == true && KnowsAsMuch(plan, reader, child, plan.Meeting(minutes.Meeting)!)));

    /// <summary>Who knows as much as the child of a meeting and of what was written: they could learn nothing new from its minutes.</summary>
    /// <param name="plan">The plan when the minutes are made.</param>
    /// <param name="child">The child.</param>
    /// <param name="planned">The meeting as it was planned.</param>
    /// <param name="held">What happened in it.</param>
    public static IReadOnlyList<PersonId> KnowAsMuch(FamilyPlan plan, PersonId child, PlannedMeeting planned, Meeting held) =>
        [.. plan.People.Select(p => p.Id).Where(p => p != child && KnowsAsMuch(plan, p, child, planned) && HeardOf(plan, p, child, planned, held))];

    /// <summary>
    /// The child's minutes as they may lie before both: without words that this child, or another one, did not let this person read, and
    /// without a score that it gave to the director alone. Null where there is a word or an emergency step in them that is kept from
    /// this person.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="content">The minutes as they were made for the child.</param>
    /// <param name="reader">Who opens them.</param>
    /// <param name="child">The child.</param>
    public static MinutesContent? Shown(FamilyPlan plan, MinutesContent content, PersonId reader, PersonId child)
    {
        var said = plan.ChildWords.Where(w => w.Child == child || w.ReleasedTo.Contains(child)).ToLookup(w => (w.Kind, w.Text), w => PlanProjection.HearsWords(plan, reader, w));
        // Two children may have said the same: then this person must have been let read it by both.
        MinutesChildWords[] words = [.. (content.ChildWords ?? []).Where(w => said.Contains((w.Kind, w.Text)) && said[(w.Kind, w.Text)].All(heard => heard))];
        var shown = WordsAcross.TakenOut(plan, content with { ChildWords = words.Length > 0 ? words : null, Scores = Open(plan, content.Scores, reader) }, reader);
        return LeakGuard.Check(plan, string.Join('\n', shown.Texts()), [reader]).Count == 0 && !shown.Commitments.Any(c => EmergencySteps.IsKeptFrom(plan, reader, c)) ? shown : null;
    }

    /// <summary>Whom the child can let read its words: people whom both know, by the alias where one of them reads that.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="helper">Who helps.</param>
    /// <param name="child">The child.</param>
    public static IEnumerable<PersonView> Readers(FamilyPlan plan, PersonId helper, PersonId child) =>
        from p in plan.People
        where p.Id != child && Visibility.Knows(child, p) && Visibility.Knows(helper, p)
        select Visibility.Named(p.ShieldedFrom.Contains(child) ? child : helper, p);

    private static MinutesRound? Open(FamilyPlan plan, MinutesRound? round, PersonId reader) => round is null || !Access.Covers(plan, reader, [DataCategory.Safety])
        ? null
        : round with { Scores = [.. round.Scores.Where(s => !s.KnownToDirectorOnly || reader == plan.Director)] };

    private static Permission Of(FamilyPlan plan, PersonId person, PersonId child, Thing thing)
    {
        if (plan.Person(person) is not { } who || plan.Person(child) is not { Role: PersonRole.Child } young || person == child)
            return default;
        var ground = PermissionTable.NeedsBasis(who.Role) ? Access.BasisOf(plan, person)?.Kind ?? BasisKind.None : BasisKind.None;
        return PermissionTable.Of(who.Role, StandingTo(plan, person, child), Ages.GroupOf(young, plan.Today), ground, thing);
    }

    private static Standing StandingTo(FamilyPlan plan, PersonId person, PersonId child) =>
        person == plan.Director ? Standing.Director
        : plan.Stands(RelationKind.AuthorityOver, person, child) ? Standing.Authority
        : plan.Stands(RelationKind.Serves, person, child) ? Standing.Helper
        : Standing.Other;

    private static bool IsUnsafeFor(FamilyPlan plan, PersonId person, PersonId child) =>
        plan.Person(child)!.ShieldedFrom.Contains(person)
        || EmergencyRules.Guarded(plan, person).Where(eye => eye != child).Any(eye =>
            plan.Stands(RelationKind.SourceOfDanger, eye, child)
            || plan.Protections.Exists(r => r.KeepsFrom(eye) && r.Protected.Contains(child))
            || !Visibility.Knows(plan, eye, child));

    // The sections, the rooms and the names of the child, all of them.
    private static bool KnowsAsMuch(FamilyPlan plan, PersonId reader, PersonId child, PlannedMeeting meeting) =>
        meeting.Invited.Contains(reader)
        && meeting.RoomsOf(child).All(room => room.Participants.Contains(reader))
        && plan.Sections.Where(s => s.Names(child)).All(s =>
            SectionRules.Reads(plan, reader, s) && (s.Treatment is not null || SectionRules.ReadsCommitments(plan, reader, s.Id)))
        && plan.Commitments.Where(c => plan.Section(c.Audience)!.Names(child)).All(c => PlanProjection.Sees(plan, reader, plan.AsToldTo(reader, c)) || !PlanProjection.Sees(plan, child, plan.AsToldTo(child, c)))
        && plan.People.Where(p => Visibility.Knows(child, p)).All(p =>
            Visibility.Knows(reader, p) && (!p.ShieldedFrom.Contains(reader) || p.ShieldedFrom.Contains(child)));

    // Of the rounds only the last one of a room stands in the minutes of a young child, with the child's own number alone: the reader must
    // have heard that.
    private static bool HeardOf(FamilyPlan plan, PersonId reader, PersonId child, PlannedMeeting planned, Meeting held) => planned.RoomsOf(child)
        .Select(room => held.Room(room.Id).Rounds.FindLast(r => r.Revealed is not null))
        .OfType<ScoreRound>()
        .All(r => !r.Scores.ContainsKey(child) || MeetingRules.Hears(plan, r, reader));
}
