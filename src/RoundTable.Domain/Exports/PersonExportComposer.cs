using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Exports;

/// <summary>Composes everything about one person, by the projections of every day (AVG, article 15; Jeugdwet 7.3.10).</summary>
public static class PersonExportComposer
{
    private const int ShortestName = 3;

    /// <summary>Whether somebody may have a copy of everything about a person: one's own, or as director for anybody whom they know by name.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="maker">Who would make it.</param>
    /// <param name="person">Whom it would be about.</param>
    public static bool MayMake(FamilyPlan plan, PersonId maker, PersonId person) => (person == maker || (maker == plan.Director && Names(plan, maker, person)))
        && Access.Of(plan, maker, Thing.PersonExport).Do;

    /// <summary>The code of why not: of others only the director makes it, whether or not they are in the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="maker">Who would make it.</param>
    /// <param name="person">Whom it would be about.</param>
    public static string WhyNot(FamilyPlan plan, PersonId maker, PersonId person) =>
        person != maker && maker != plan.Director ? RefusalCodes.PlanNotDirector
        : !Access.Has(plan, maker) ? RefusalCodes.PlanNoBasis
        : plan.Has(person) && Names(plan, maker, person) ? RefusalCodes.ExportNotKept
        : RefusalCodes.PlanPersonUnknown;

    /// <summary>Whether somebody received minutes: not those that wait for a code.</summary>
    /// <param name="minutes">The minutes.</param>
    /// <param name="person">Whom the copy is about.</param>
    public static bool HasReceived(PublishedMinutes minutes, PersonId person) => minutes.ReceivedBy(person) is { State: not DeliveryState.NeedsCode };

    /// <summary>The export.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="meetings">What happened in the meetings of the plan.</param>
    /// <param name="items">The items of all sections.</param>
    /// <param name="minutes">The minutes that the person received, as they were made for them.</param>
    /// <param name="looked">The log of access as the person, and whoever makes it, may see it.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="maker">Who makes it, and reads it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">The plan does not have the person.</exception>
    public static PersonExport Compose(
        FamilyPlan plan,
        IReadOnlyList<Meeting> meetings,
        IReadOnlyList<CardItemText> items,
        IReadOnlyDictionary<MinutesId, MinutesContent> minutes,
        IReadOnlyList<AccessLineView> looked,
        PersonId person,
        PersonId maker,
        DateTimeOffset now)
    {
        var who = plan.Person(person) ?? throw new ArgumentException("The plan does not have this person.", nameof(person));
        var eyes = new ExportEyes(plan, person, maker);
        var family = IsFamily(who.Role);
        var contact = PlanProjection.Contact(plan, person);
        return new PersonExport(
            PersonExport.CurrentVersion,
            DutchTime.Local(now),
            eyes.NameOf(maker),
            plan.Id.Value,
            plan.FamilyName,
            eyes.Text(plan.Municipality),
            eyes.ReadsPlan ? eyes.Text(plan.Reason) : "",
            new ExportedPerson(who.Name, who.Role, who.Organisation, who.Relation, who.Email, who.Phone, who.BirthDate),
            contact is null ? null : new MinutesContact(contact.Name, contact.Organisation, contact.Phone),
            [.. plan.Meetings.Where(m => m.RoomsOf(person).Any()).Select(m => Attended(meetings.FirstOrDefault(h => h.Id == m.Id), m, person, eyes))],
            [.. Scores(plan, meetings, person, eyes)],
            [.. Card(items, who, family, eyes)],
            Commitments(plan, who, maker, family, eyes),
            [.. Words(plan, person, maker, eyes)],
            [.. Consents(plan, person, eyes)],
            [.. plan.Minutes.Where(m => HasReceived(m, person)).Select(m => Received(m, minutes.GetValueOrDefault(m.Id), person, family, eyes))],
            [.. plan.Emergencies.Where(e => e.By == person).Select(e => Used(e, eyes, person))],
            [.. looked.Where(l => (family || l.Person.Id == person || l.What == AccessSubject.Person) && eyes.Knows(l.Person.Id))
                .Select(l => new ExportedLook(l.Day, eyes.NameOf(l.Person.Id)!, l.Action, l.What, l.Emergency))]);
    }

    private static bool Names(FamilyPlan plan, PersonId viewer, PersonId person) =>
        plan.Person(person) is { } known && Visibility.Knows(viewer, known) && (viewer == person || !known.ShieldedFrom.Contains(viewer));

    private static bool IsFamily(PersonRole role) =>
        role is PersonRole.Child or PersonRole.ParentWithAuthority or PersonRole.ParentWithoutAuthority;

    private static ExportedMeeting Attended(Meeting? held, PlannedMeeting planned, PersonId person, ExportEyes eyes)
    {
        var present = planned is { Ended: true, CalledOff: false } && held is not null ? held.WasPresent(person) : (bool?)null;
        var note = present == false ? held!.AbsenceNotes.GetValueOrDefault(person) : null;
        return new ExportedMeeting(planned.Kind, DutchTime.Local(planned.RoomsOf(person).Min(r => r.StartsAt)), present, eyes.Fits(note, null) ? note : null);
    }

    // What is sealed is the person's alone (BR-13): not in a copy that somebody else makes.
    private static IEnumerable<ExportedScore> Scores(FamilyPlan plan, IReadOnlyList<Meeting> meetings, PersonId person, ExportEyes eyes) =>
        from planned in plan.Meetings
        let held = meetings.FirstOrDefault(m => m.Id == planned.Id)
        where held is not null
        from seats in planned.RoomsOf(person)
        from round in held.Room(seats.Id).Rounds
        where round.Scores.ContainsKey(person) && (eyes.IsOwn || round.Revealed is not null)
        let score = round.Scores[person]
        let inFull = eyes.Fits($"{score.PassReason}\n{score.Why}\n{score.OneHigher}", person)
        select new ExportedScore(
            DutchTime.Day(seats.StartsAt),
            eyes.Text(round.Question),
            eyes.Text(round.Anchor0),
            eyes.Text(round.Anchor10),
            score.Value,
            inFull ? score.PassReason : null,
            inFull ? score.Why : "",
            inFull ? score.OneHigher : "",
            score.Visibility,
            round.Revealed is not null,
            DutchTime.Local(score.At));

    private static IEnumerable<ExportedItem> Card(IReadOnlyList<CardItemText> items, Person who, bool family, ExportEyes eyes)
    {
        ProtectedWord[] names = [.. new[] { who.Name, who.Name.Split(' ')[0] }.Where(n => n.Length >= ShortestName).Select(n => new ProtectedWord(n))];
        return items
            .Where(i => eyes.Reads(i.Section) && eyes.Fits(i.Text, i.Author))
            .Where(i => family || IsOwn(i, who.Id) || names.Any(name => new FoldedText(i.Text).IndexOf(name) >= 0))
            .OrderBy(i => i.Column)
            .ThenBy(i => i.Order)
            .ThenBy(i => i.Id.Value, StringComparer.Ordinal)
            .Select(i => new ExportedItem(i.Column, i.Kind, eyes.NameOf(i.Speaker), IsOwn(i, who.Id), i.Text));
    }

    private static bool IsOwn(CardItemText item, PersonId person) => item.Author == person || item.Speaker == person;

    private static IReadOnlyList<MinutesCommitment> Commitments(FamilyPlan plan, Person who, PersonId maker, bool family, ExportEyes eyes)
    {
        var makers = PlanProjection.For(plan, maker).Commitments.Select(c => c.Id).ToHashSet();
        return
        [
            .. PlanProjection.For(plan, who.Id).Commitments
                .Where(c => eyes.ReadsPlan && makers.Contains(c.Id))
                .Where(c => family || c.Owner == who.Id || c.Checker == who.Id || plan.Commitment(c.Id)!.TextBy == who.Id)
                .Select((c, i) => new MinutesCommitment(
                    i + 1, c.Text, eyes.NameOf(c.Owner) ?? "", eyes.NameOf(c.Checker), c.Kind, c.DueOn, c.Recurrence,
                    c.Status == CommitmentStatus.Agreed && c.Result is { } last ? last.Result : c.Status, c.Answer, Remark(c))),
        ];

        // What was agreed can have a result and be up for an answer again: the words go with where it stands.
        static string? Remark(CommitmentView c) => c.Status switch
        {
            CommitmentStatus.Replaced => c.EndReason,
            CommitmentStatus.Proposed => c.Remark,
            _ => c.Result is { } last ? last.Remark : c.Remark,
        };
    }

    private static IEnumerable<ExportedWords> Words(FamilyPlan plan, PersonId person, PersonId maker, ExportEyes eyes) =>
        from w in plan.ChildWords
        where w.Child == person
        where eyes.IsOwn ? Access.Of(plan, person, Thing.UnreleasedChildWords).See : eyes.ReadsPlan && w.ReleasedTo.Contains(maker) && eyes.Fits(w.Text, person)
        select new ExportedWords(w.Kind, w.Text, w.ReadFirst, w.WrittenOn, eyes.IsOwn ? eyes.NamesOf(w.ReleasedTo) : []);

    private static IEnumerable<ExportedConsent> Consents(FamilyPlan plan, PersonId person, ExportEyes eyes) =>
        from c in eyes.ReadsPlan ? PlanProjection.For(plan, person).Consents : []
        where c.About.Contains(person) || c.Given.Any(g => g.By == person) || c.Missing.Contains(person)
        where eyes.Fits($"{c.Purpose}\n{c.Restrictions}", null) && c.About.Concat(c.To).All(eyes.Knows)
        select new ExportedConsent(
            c.Kind, eyes.NamesOf(c.About), eyes.NamesOf(c.To), c.Categories, c.Purpose, c.Restrictions, c.From, c.ValidUntil, c.Given.Any(g => g.By == person), c.Withdrawn);

    private static ExportedMinutes Received(PublishedMinutes published, MinutesContent? content, PersonId person, bool family, ExportEyes eyes)
    {
        var delivery = published.ReceivedBy(person)!;
        return new ExportedMinutes(
            DutchTime.Local(published.PublishedAt),
            delivery.AcknowledgedAt is { } at ? DutchTime.Local(at) : null,
            [.. published.Reactions.Where(r => r.By == person && eyes.Fits(r.Text, person)).Select(r => new ExportedReaction(DutchTime.Local(r.At), r.Text))],
            family && eyes.IsOwn && eyes.ReadsPlan && content is not null ? content with { ReactBefore = ReactionTerm.DayOf(content, delivery) } : null);
    }

    private static ExportedEmergency Used(Emergencies.EmergencyAccess use, ExportEyes eyes, PersonId person)
    {
        var remark = use.Review?.Remark;
        return new ExportedEmergency(
            eyes.Fits(use.Reason, person) ? use.Reason : "", DutchTime.Local(use.At), DutchTime.Local(use.Until), use.Review?.Verdict,
            string.IsNullOrEmpty(remark) || !eyes.Fits(remark, use.Review?.By) ? null : remark);
    }
}
