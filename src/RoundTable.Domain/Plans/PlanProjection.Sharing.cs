using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanProjection
{
    /// <summary>
    /// Whether this person sees that a consent is asked or given: the director, and who gives it, if they know everybody whom it
    /// is about and who may get the data. The list of consents tells who gets help (L10).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="consent">The consent.</param>
    internal static bool SeesConsent(FamilyPlan plan, PersonId viewer, Consent consent) =>
        Access.Of(plan, viewer, Thing.SharingRecords).See
        || ((consent.IsGivenBy(viewer) || ConsentRules.Required(plan, consent.About).Contains(viewer))
            && KnowsWhom(plan, viewer, consent)
            && LeakGuard.Check(plan, $"{consent.Purpose}\n{consent.Restrictions}", [viewer]).Count == 0);

    /// <summary>Whether this person knows everybody whom a consent is about and who would get the data.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="consent">The consent.</param>
    internal static bool KnowsWhom(FamilyPlan plan, PersonId person, Consent consent) =>
        consent.About.Concat(consent.To).All(p => Visibility.Knows(plan, person, p));

    private static IReadOnlyList<ConsentView> Consents(FamilyPlan plan, PersonId viewer) =>
        [.. plan.Consents.Where(c => SeesConsent(plan, viewer, c)).Select(c => View(plan, viewer, c))];

    private static ConsentView View(FamilyPlan plan, PersonId viewer, Consent c)
    {
        var keeps = Access.Of(plan, viewer, Thing.SharingRecords).See;
        var missing = ConsentRules.Missing(plan, c);
        // That somebody else withdrew it is theirs (L10).
        var withdrawn = keeps ? c.WithdrawnOn is not null : c.IsWithdrawnBy(viewer);
        var ended = withdrawn || plan.Today > c.ValidUntil;
        // They are one text: nobody is asked for a yes to a purpose whose limit is kept from who asks.
        var reads = WrittenBy(c.AskedBy, plan, viewer, $"{c.Purpose}\n{c.Restrictions}") is not null;
        return new ConsentView(
            c.Id,
            c.Kind,
            c.About,
            c.To,
            c.Categories,
            reads ? c.Purpose : "",
            reads ? c.Restrictions : null,
            c.From,
            c.ValidUntil,
            [.. c.Given.Where(g => keeps || g.By == viewer).Select(g => new ConsentGivenView(g.By, g.On, g.Medium, g.Witness is { } w && Visibility.Knows(plan, viewer, w) ? w : null))],
            [.. missing.Where(p => keeps || p == viewer)],
            withdrawn,
            keeps ? ConsentRules.Counts(plan, c) : null,
            missing.Contains(viewer) && !ended,
            !ended && (keeps || (c.IsGivenBy(viewer) && ConsentRules.MayWithdraw(plan, viewer, c))));
    }

    // Who took the plan over reads no word of who directed before that is kept from them since.
    private static string? WrittenBy(PersonId? author, FamilyPlan plan, PersonId viewer, string? text) => author == viewer ? text : Readable(plan, viewer, text);

    private static IReadOnlyList<LegalBasisView> LegalBases(FamilyPlan plan, PersonId viewer) => Access.Of(plan, viewer, Thing.SharingRecords).See
        ? [.. plan.LegalBases.Select(b => new LegalBasisView(b.Id, b.Code, b.To, WrittenBy(b.RecordedBy, plan, viewer, b.Necessity) ?? "", b.From, b.Last, b.HoldsOn(plan.Today), b.Covers))]
        : [];

    private static IReadOnlyList<TaskView> Tasks(FamilyPlan plan, PersonId viewer)
    {
        if (viewer == plan.Director)
            return [.. PlanTasks.For(plan).Select(View)];
        var judges = PlanTasks.For(plan)
            .Where(t => t.Kind == TaskKind.ReviewEmergency && EmergencyRules.MayReview(plan, viewer, plan.Emergencies.Find(e => e.Id.Value == t.About)!))
            .Select(View);
        return viewer == plan.OfferedTo ? [new TaskView("take-over", TaskKind.TakeOver, plan.Director, null, null, plan.Today, false), .. judges] : [.. judges];
    }

    private static TaskView View(PlanTask t) => new(t.Key, t.Kind, t.Person, t.Age, t.About, t.On, PlanTasks.CanFinish(t), t.StartsAt);

    private static IReadOnlyList<EmergencyUseView> Emergencies(FamilyPlan plan, PersonId viewer) =>
    [
        .. from use in plan.Emergencies
           let judges = EmergencyRules.MayReview(plan, viewer, use)
           where judges || use.By == viewer || plan.Director == viewer
           select new EmergencyUseView(
               use.Id,
               use.By,
               WrittenBy(use.By, plan, viewer, use.Reason),
               use.At,
               use.Until,
               use.Review?.Verdict,
               Readable(plan, viewer, use.Review?.Remark),
               judges && use.Review is null),
    ];

    private static string? Readable(FamilyPlan plan, PersonId viewer, string? text) =>
        string.IsNullOrEmpty(text) || LeakGuard.Check(plan, text, [viewer]).Count > 0 ? null : text;

    private static IReadOnlyList<RelationView> Relations(FamilyPlan plan, PersonId viewer) => Access.Of(plan, viewer, Thing.Arrangements).See
        ? [.. plan.Relations.Select(r => new RelationView(r.Id, r.Kind, r.Of, r.To, r.From, r.Until))]
        : [];

    // A relation that the director is kept from, such as that of an anonymous notifier, is not theirs to see either (L2).
    private static IReadOnlyList<ProtectionView> Protections(FamilyPlan plan, PersonId viewer) => Access.Of(plan, viewer, Thing.Protection).See
        ? [.. plan.Protections.Where(r => !r.KeepsFrom(viewer)).Select(r => new ProtectionView(r.Id, r.Protected, r.From, r.Indirect, r.Hides, r.ProtectedWords, r.Reason, r.ReviewOn, r.Since))]
        : [];

    private static IReadOnlyList<ShieldingView> Shieldings(FamilyPlan plan, PersonId viewer) => Access.Of(plan, viewer, Thing.Arrangements).See
        ?
        [
            .. plan.People
                .Where(p => p.Id != viewer && Visibility.Knows(viewer, p) && (p.AliasName is not null || p.ShieldedFrom.Count + p.HiddenFrom.Count > 0))
                .Select(p => new ShieldingView(p.Id, p.AliasName, p.ShieldedFrom, p.HiddenFrom)),
        ]
        : [];

    /// <summary>Whether this person reads words of a child. Unreleased words do not exist for others (L3), the director and who wrote them down among them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="words">The words.</param>
    internal static bool HearsWords(FamilyPlan plan, PersonId viewer, ChildWords words) => words.Child == viewer
        ? Access.Of(plan, viewer, Thing.UnreleasedChildWords).See
        : Access.Of(plan, viewer, Thing.ReleasedChildWords).See && IsReleased(plan, viewer, words);

    /// <summary>
    /// Whether words of a child may be read aloud where this person sits: the child let them read these. Whether somebody may come in
    /// today makes no difference, since a change would tell the others of their ground (L10).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="seated">Who has a seat.</param>
    /// <param name="words">The words.</param>
    internal static bool MayHearWords(FamilyPlan plan, PersonId seated, ChildWords words) =>
        seated == words.Child || IsReleased(plan, seated, words);

    private static bool IsReleased(FamilyPlan plan, PersonId person, ChildWords words) =>
        words.ReleasedTo.Contains(person) && Visibility.Knows(plan, person, words.Child) && LeakGuard.Check(plan, words.Text, [person]).Count == 0;

    private static IReadOnlyList<ChildWordsView> ChildWords(FamilyPlan plan, PersonId viewer) =>
    [
        .. from w in plan.ChildWords
           where HearsWords(plan, viewer, w)
           select new ChildWordsView(
               w.Id, w.Child, w.Kind, w.Text, w.ReadFirst, w.Child == viewer ? [.. w.ReleasedTo.Where(p => Visibility.Knows(plan, viewer, p))] : [], w.Helper is { } helper && Visibility.Knows(plan, viewer, helper) ? helper : null),
    ];

    private static IReadOnlyList<YoungChildView> YoungChildren(FamilyPlan plan, PersonId viewer) =>
    [
        .. from child in plan.People
           let helps = Together.MayHelp(plan, viewer, child.Id)
           let minutes = plan.Minutes.Where(m => Together.MayRead(plan, viewer, m, child.Id)).Select(m => new TogetherMinutesView(m.Id, m.PublishedAt)).ToList()
           where helps || minutes.Count > 0
           select new YoungChildView(child.Id, helps, helps ? [.. Together.Readers(plan, viewer, child.Id)] : [], minutes),
    ];
}
