using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Minutes;

/// <summary>Composes the minutes of a meeting, one projection per recipient (handbook 4.11, 6.5).</summary>
public static partial class MinutesComposer
{
    /// <summary>Who gets minutes: everybody invited, present or absent, but interpreters, who keep nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <exception cref="ArgumentException">The plan does not have the meeting.</exception>
    public static IReadOnlyList<MinutesRecipient> Recipients(FamilyPlan plan, Meeting meeting) =>
        [.. Planned(plan, meeting).Invited
            .Where(p => plan.Person(p) is { Role: not PersonRole.Interpreter })
            .Select(p => new MinutesRecipient(p, !meeting.WasPresent(p)))];

    /// <summary>
    /// The minutes as one recipient may read them. For somebody of an organisation without a ground to get minutes they are
    /// made as if there was one, and held back until one comes that covers their <see cref="Categories"/>.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting; an open one gives a preview.</param>
    /// <param name="items">The items of all sections; those that the recipient does not read are left out, and those of others with a word that is kept from them.</param>
    /// <param name="recipient">For whom.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">The plan does not have the meeting or the recipient.</exception>
    public static MinutesContent Compose(
        FamilyPlan plan,
        Meeting meeting,
        IReadOnlyList<CardItemText> items,
        PersonId recipient,
        DateTimeOffset now)
    {
        var planned = Planned(plan, meeting);
        plan = plan.Ended(meeting.Id);
        // By the ground that there is: numbers that wait for one about safety would keep the agreements waiting too.
        var readsOfSafety = HearsWhy(plan, recipient);
        plan = Grounded(plan, recipient);
        var who = plan.Person(recipient) ?? throw new ArgumentException("The recipient is not in the plan.", nameof(recipient));
        var audience = new MinutesAudience(plan, planned, recipient);
        var starts = (audience.Rooms.Count > 0 ? audience.Rooms : planned.Rooms).Min(r => r.StartsAt);
        var contact = PlanProjection.Contact(plan, recipient);
        var content = new MinutesContent(
            plan.Id.Value,
            plan.FamilyName,
            Fitting(plan, recipient, plan.Municipality),
            planned.Kind,
            HeldOn(planned, audience, meeting, now),
            audience.Rooms.Count > 0 || planned.Rooms.Count == 1 ? DutchTime.Local(starts) : null,
            who.Name,
            !audience.WasPresent(meeting),
            Fitting(plan, recipient, plan.Reason),
            contact is null ? null : new MinutesContact(contact.Name, contact.Organisation, contact.Phone),
            [.. audience.Present(meeting).Select(p => Named(plan, recipient, p))],
            [.. audience.Absent(meeting).Select(p => new MinutesAbsentee(
                Named(plan, recipient, p),
                Fits(plan, recipient, meeting.AbsenceNotes.GetValueOrDefault(p)) ? meeting.AbsenceNotes.GetValueOrDefault(p) : null))],
            LookedBack(plan, recipient),
            [.. plan.FloorRequirements.Where(f => Fits(plan, recipient, $"{f.Text}\n{f.ImposedBy}")).Select(f => new MinutesFloorRequirement(f.Text, f.ImposedBy, f.Status))],
            Card(plan, items, recipient),
            LastScores(plan, planned, meeting, audience, recipient, readsOfSafety),
            EarlierScores(plan, meeting, audience, recipient),
            [.. Open(plan, recipient).Select((c, i) => Line(plan, recipient, c, i + 1, c.Status, c.Remark))],
            meeting.Closed?.NextMeetingOn,
            Fits(plan, recipient, meeting.Closed?.WithoutNextReason) ? meeting.Closed?.WithoutNextReason : null,
            DutchTime.Day(meeting.Closed?.At ?? now).AddDays(ReactionTerm.Days),
            now,
            ChildWords(plan, recipient));
        return IsForYoungChild(plan, recipient, now) ? ForYoungChild(content, plan, items, recipient) : content;
    }

    /// <summary>From which sections the parts of the same minutes come.</summary>
    /// <inheritdoc cref="Compose"/>
    public static MinutesSections Sections(
        FamilyPlan plan,
        Meeting meeting,
        IReadOnlyList<CardItemText> items,
        PersonId recipient,
        DateTimeOffset now)
    {
        plan = Grounded(plan.Ended(meeting.Id), recipient);
        var young = IsForYoungChild(plan, recipient, now);
        return new MinutesSections(
            [.. Ordered(plan, young ? ForYoungChild(plan, items, recipient) : items, recipient).Select(i => i.Section)],
            [.. Open(plan, recipient).Select(c => c.Audience)],
            young ? [] : [.. Results(plan, recipient).Select(c => c.Audience)]);
    }

    /// <summary>The categories of data in these minutes: what a ground must cover before this recipient may get them (BR-60).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="content">The minutes as they were composed from them.</param>
    /// <param name="recipient">For whom.</param>
    public static IReadOnlyList<DataCategory> Categories(
        FamilyPlan plan, Meeting meeting, IReadOnlyList<CardItemText> items, MinutesContent content, PersonId recipient)
    {
        var hadSeat = Planned(plan, meeting).RoomsOf(recipient).Any();
        plan = Grounded(plan.Ended(meeting.Id), recipient);
        var rounds = content.EarlierRounds.Append(content.Scores).OfType<MinutesRound>().ToList();
        var tellsWhy = HearsWhy(plan, recipient) && rounds.SelectMany(r => r.Scores).Any(s => s.PassReason is not null || s.Why is not null || s.OneHigher is not null);
        var agreements = Open(plan, recipient).Concat(content.ForYoungChild ? [] : Results(plan, recipient));
        return
        [
            .. Shown(plan, items, recipient).SelectMany(i => plan.Section(i.Section)!.Holds)
                .Concat(agreements.SelectMany(c => plan.Section(c.Audience)!.Categories ?? []))
                .Concat(tellsWhy || (!hadSeat && rounds.Count > 0) ? [DataCategory.Safety] : []).Append(DataCategory.Agreements).Distinct().Order(),
        ];
    }

    /// <summary>
    /// What the recipient would read in these minutes and may not; the last check before sending (handbook 6.2). What others
    /// wrote is left out of the minutes already where it can be. What the recipient wrote is passed over: minutes that do not
    /// come would tell them that they guessed right.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="content">The minutes.</param>
    /// <param name="recipient">For whom.</param>
    public static IReadOnlyList<LeakFinding> Check(
        FamilyPlan plan,
        Meeting meeting,
        IReadOnlyList<CardItemText> items,
        MinutesContent content,
        PersonId recipient)
    {
        var own = WrittenBy(plan, meeting, items, recipient).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return LeakGuard.Check(plan, string.Join('\n', content.Texts().Where(t => !own.Contains(t))), [recipient]);
    }

    /// <summary>Whose minutes say that this person was not there.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="planned">The meeting.</param>
    /// <param name="absentee">Who was not there.</param>
    internal static IEnumerable<PersonId> ReadersOfAbsence(FamilyPlan plan, PlannedMeeting planned, PersonId absentee) =>
        planned.Invited.Where(r => new MinutesAudience(plan, planned, r).Expected().Contains(absentee));

    /// <summary>What somebody wrote, as it may stand in minutes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="person">The person.</param>
    public static IEnumerable<string?> WrittenBy(FamilyPlan plan, Meeting meeting, IReadOnlyList<CardItemText> items, PersonId person) =>
    [
        .. items.Where(i => i.Author == person).Select(i => i.Text),
        .. meeting.Rooms.Values.SelectMany(r => r.Rounds).SelectMany(r => r.InOrder).Where(s => s.Person == person || s.Helper == person)
            .SelectMany(s => new[] { s.PassReason, s.Why, s.OneHigher }),
        .. plan.Commitments.Concat(plan.Results.Select(r => r.Commitment)).Where(c => c.TextBy == person).SelectMany(c => new[] { c.Text, c.Recurrence }),
        .. plan.Commitments.Where(c => c.Owner == person).Select(c => c.Remark),
        .. plan.Results.Where(r => r.Commitment.ResultBy == person).Select(r => r.Commitment.ResultRemark),
        .. plan.Results.Where(r => r.Commitment.EndedBy == person).Select(r => r.Commitment.EndReason),
        .. plan.ChildWords.Where(w => w.Child == person).Select(w => w.Text),
    ];

    // A party without a seat reads no day of a room: the first, or the last, may be that of a side that sits apart.
    private static DateOnly HeldOn(PlannedMeeting planned, MinutesAudience audience, Meeting meeting, DateTimeOffset now)
    {
        var rooms = audience.Rooms.Count > 0 ? audience.Rooms : planned.Rooms;
        var first = DutchTime.Day(rooms.Min(r => r.StartsAt));
        return audience.Rooms.Count > 0 || rooms.All(r => DutchTime.Day(r.StartsAt) == first) ? first : DutchTime.Day(meeting.Closed?.At ?? now);
    }

    private static bool Fits(FamilyPlan plan, PersonId recipient, string? text) =>
        text is null || LeakGuard.Check(plan, text, [recipient]).Count == 0;

    private static string Fitting(FamilyPlan plan, PersonId recipient, string text) => Fits(plan, recipient, text) ? text : "";

    /// <summary>The meeting as it was planned when it was closed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meeting">The meeting.</param>
    /// <exception cref="ArgumentException">The plan does not have it.</exception>
    public static PlannedMeeting Planned(FamilyPlan plan, Meeting meeting) =>
        plan.Meeting(meeting.Id) is { } planned ? meeting.Closed?.Held ?? planned : throw new ArgumentException("The plan does not have this meeting.", nameof(meeting));

    private static MinutesPerson Named(FamilyPlan plan, PersonId recipient, PersonId person)
    {
        var seen = Visibility.Named(recipient, plan.Person(person)!);
        return new MinutesPerson(seen.Name, seen.Role, seen.Organisation, seen.Relation);
    }

    private static string? NameOf(FamilyPlan plan, PersonId recipient, PersonId? person) =>
        person is { } id && plan.Person(id) is { } known && Visibility.Knows(recipient, known) ? Visibility.Named(recipient, known).Name : null;

    private static FamilyPlan Grounded(FamilyPlan plan, PersonId recipient) =>
        Access.Covers(plan, recipient, [DataCategory.Agreements]) ? plan : plan.AsIfGrounded(recipient);

    // Treatment content that somebody reads in the plan comes into their minutes only when its own professional says so (BR-65).
    internal static bool ComesInMinutes(FamilyPlan plan, PersonId recipient, SectionId id) =>
        plan.Section(id) is { } section && SectionRules.Reads(plan, recipient, section) && section.Treatment is null or { InMinutes: true };

    private static IEnumerable<CardItemText> Shown(FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId recipient) => items
        .Where(i => ComesInMinutes(plan, recipient, i.Section))
        .Where(i => !string.IsNullOrWhiteSpace(i.Text) && (i.Author == recipient || Fits(plan, recipient, i.Text)));

    /// <summary>The items that somebody may read, in the order of the card: of sections that they read, and of others' words none that is kept from them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="recipient">For whom.</param>
    internal static IReadOnlyList<MinutesItem> Card(FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId recipient) =>
        [.. Ordered(plan, items, recipient).Select(i => new MinutesItem(i.Column, i.Kind, NameOf(plan, recipient, i.Speaker), i.Text))];

    private static IEnumerable<CardItemText> Ordered(FamilyPlan plan, IReadOnlyList<CardItemText> items, PersonId recipient) => Shown(plan, items, recipient)
        .OrderBy(i => i.Column)
        .ThenBy(i => i.Order)
        .ThenBy(i => i.Id.Value, StringComparer.Ordinal);

    private static IEnumerable<Commitment> Open(FamilyPlan plan, PersonId recipient) => PlanProjection.Seen(plan, recipient).Where(c => !c.Settled);

    private static IEnumerable<Commitment> Results(FamilyPlan plan, PersonId recipient) => plan.ResultsFor(recipient).Where(c => PlanProjection.Sees(plan, recipient, c));

    private static IReadOnlyList<MinutesCommitment> LookedBack(FamilyPlan plan, PersonId recipient) =>
        [.. Results(plan, recipient).Select((c, i) => c.Status == CommitmentStatus.Replaced
            ? Line(plan, recipient, c, i + 1, c.Status, c.EndReason)
            : Line(plan, recipient, c, i + 1, c.Result!.Value, c.ResultRemark))];

    private static MinutesCommitment Line(FamilyPlan plan, PersonId recipient, Commitment c, int number, CommitmentStatus status, string? remark) => new(
        number,
        c.Text,
        NameOf(plan, recipient, c.Owner)!,
        NameOf(plan, recipient, c.Checker),
        c.Kind,
        c.DueOn,
        c.Recurrence,
        status,
        c.Answer,
        remark);
}
