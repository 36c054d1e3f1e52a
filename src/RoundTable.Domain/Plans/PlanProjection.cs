using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>The family plan as one person may see it (handbook 6.1).</summary>
public static partial class PlanProjection
{
    /// <summary>The view of one person; holds no value that this person may not know.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <exception cref="ArgumentException">The viewer is not in the plan.</exception>
    public static PlanView For(FamilyPlan plan, PersonId viewer)
    {
        if (!plan.Has(viewer))
            throw new ArgumentException("The viewer is not in the plan.", nameof(viewer));
        var director = plan.Director == viewer;
        return new PlanView(
            plan.Id,
            plan.FamilyName,
            Readable(plan, viewer, plan.Reason) ?? "",
            viewer,
            new PlanRights(director, PlanDecisions.CanPropose(plan, viewer), director, EmergencyRules.MayUse(plan, viewer)),
            [.. Visibility.People(plan, viewer)],
            [.. plan.Sections.Where(s => SectionRules.Reads(plan, viewer, s)).Select(s => View(plan, viewer, s))],
            [.. plan.FloorRequirements.Where(f => LeakGuard.Check(plan, $"{f.Text}\n{f.ImposedBy}", [viewer]).Count == 0).Select(f => new FloorRequirementView(f.Id, f.Text, f.ImposedBy, f.Status))],
            [.. Seen(plan, viewer).Select((c, i) => View(plan, viewer, c, i + 1))],
            [.. plan.Meetings.Where(m => m.RoomsOf(viewer).Any()).Select(m => View(viewer, m))],
            [.. plan.Minutes.Select(m => View(plan, viewer, m)).OfType<MinutesSummary>()],
            director ? [.. plan.Minutes.SelectMany(m => m.Deliveries.Select(d => View(plan, viewer, m.Id, d)))] : [],
            Contact(plan, viewer),
            Consents(plan, viewer),
            LegalBases(plan, viewer),
            Tasks(plan, viewer),
            Relations(plan, viewer),
            Protections(plan, viewer),
            ChildWords(plan, viewer),
            director ? plan.OfferedTo : null,
            Emergencies(plan, viewer),
            [.. plan.Relations.Select(r => r.To).Distinct().Where(client => PlanDecisions.Treats(plan, viewer, client))],
            YoungChildren(plan, viewer),
            Shieldings(plan, viewer));
    }

    /// <summary>
    /// The commitments that this person may see, as they are told to them, in order of making: of sections that they read, and none
    /// with a word that they may not read. Entry refuses such words, but a reader or a protection relation may come later than the text.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    public static IEnumerable<Commitment> Seen(FamilyPlan plan, PersonId viewer) =>
        plan.Commitments.Select(c => plan.AsToldTo(viewer, c)).Where(c => Sees(plan, viewer, c));

    /// <summary>Whether somebody sees a commitment that is told to them so.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="c">The commitment as it is told to them.</param>
    internal static bool Sees(FamilyPlan plan, PersonId viewer, Commitment c) =>
        SectionRules.ReadsCommitments(plan, viewer, c.Audience)
        && Visibility.Knows(plan, viewer, c.Owner)
        && !EmergencySteps.IsKeptFrom(plan, viewer, c)
        && LeakGuard.Check(plan, WrittenByOthers(c, viewer), [viewer]).Count == 0;

    /// <summary>Who would see a commitment, were it not for a word that is kept from them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="c">The commitment.</param>
    internal static IEnumerable<PersonId> KeptFrom(FamilyPlan plan, Commitment c) => plan.Section(c.Audience)!.Audience.Where(p =>
        SectionRules.ReadsCommitments(plan, p, c.Audience) && LeakGuard.Check(plan, WrittenByOthers(plan.WithoutWordsAcross(p, c), p), [p]).Count > 0);

    /// <summary>Whom this person calls: the director, named as the viewer may name them; null where hidden.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    public static DirectorContact? Contact(FamilyPlan plan, PersonId viewer)
    {
        if (plan.Person(plan.Director) is not { } director || !Visibility.Knows(viewer, director))
            return null;
        var seen = Visibility.Named(viewer, director);
        var phone = director.ShieldedFrom.Contains(viewer) ? null : director.Phone;
        return new DirectorContact(seen.Name, seen.Organisation, phone);
    }

    // What somebody wrote themselves stays before their eyes: that it vanished would tell them that they guessed right.
    private static string WrittenByOthers(Commitment c, PersonId viewer) => string.Join('\n', [
        c.TextBy == viewer ? null : $"{c.Text}\n{c.Recurrence}",
        c.Owner == viewer ? null : c.Remark,
        c.ResultBy == viewer ? null : c.ResultRemark,
        c.EndedBy == viewer ? null : c.EndReason,
    ]);

    private static SectionView View(FamilyPlan plan, PersonId viewer, Section section) => new(
        section.Id,
        section.Mode,
        [.. section.Audience.Where(p => Visibility.Knows(plan, viewer, p))],
        SectionRules.CanWrite(plan, viewer, section),
        section.Scope == SectionScope.Shielded,
        [.. SectionRules.ReleaseTargets(plan, viewer, section)],
        [.. SectionRules.MoveTargets(plan, viewer, section)],
        section.Holds,
        section.Treatment is { } t && Visibility.Knows(plan, viewer, t.About) ? new TreatmentView(t.About, t.Keeper == viewer, t.InMinutes) : null);

    private static CommitmentView View(FamilyPlan plan, PersonId viewer, Commitment c, int number) => new(
        c.Id,
        number,
        c.Text,
        c.TextVersion,
        c.Owner,
        c.Checker is { } checker && Visibility.Knows(plan, viewer, checker) ? checker : null,
        c.Kind,
        c.DueOn,
        c.Recurrence,
        c.Status,
        c.Answer,
        c.Remark,
        Result(plan, viewer, c),
        c.EndReason,
        SectionRules.Reads(plan, viewer, c.Audience) ? c.Audience : null,
        c.Owner == viewer && !c.Settled,
        PlanDecisions.MayEnd(plan, viewer, c),
        plan.TimesSaid(c.Id, viewer));

    // The day is for whom it concerns only: it may be that of a session that others do not know of (L6).
    private static CommitmentResultView? Result(FamilyPlan plan, PersonId viewer, Commitment c) => c.Result is not { } value ? null : new CommitmentResultView(
        value,
        c.ResultRemark,
        c.ResultBy is { } by && Visibility.Knows(plan, viewer, by) ? by : null,
        viewer == plan.Director || viewer == c.Owner || viewer == c.ResultBy ? c.ResultOn : null);

    private static MeetingSummary View(PersonId viewer, PlannedMeeting meeting) =>
        new(meeting.Id, meeting.Kind, meeting.RoomsOf(viewer).Min(r => r.StartsAt), meeting.Ended, meeting.CalledOff);

    private static MinutesSummary? View(FamilyPlan plan, PersonId viewer, PublishedMinutes minutes) => minutes.ReceivedBy(viewer) is { } delivery && Access.Gets(plan, delivery)
        ? new MinutesSummary(minutes.Id, minutes.Meeting, minutes.PublishedAt, delivery.AcknowledgedAt)
        : null;

    private static DeliveryView View(FamilyPlan plan, PersonId viewer, MinutesId minutes, Delivery delivery) => new(
        delivery.Id,
        minutes,
        delivery.Recipient,
        delivery.WasAbsent,
        delivery.State,
        delivery.At,
        delivery.BlockedBy,
        WrittenBy(delivery.WhyNotBy, plan, viewer, delivery.WhyNot),
        delivery.RemindedAt);
}
