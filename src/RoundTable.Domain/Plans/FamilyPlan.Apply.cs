using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>The plan after this event; never refuses, because what happened has happened.</summary>
    /// <param name="e">The event.</param>
    /// <exception cref="InvalidOperationException">The event does not follow on this plan: the stream is damaged.</exception>
    public FamilyPlan Apply(PlanEvent e) => Count(e).After(e);

    private FamilyPlan After(PlanEvent e) => e switch
    {
        PlanOpened x => this with
        {
            Id = x.Plan,
            Opened = true,
            OpenedAt = x.OpenedAt,
            Today = Domain.Minutes.DutchTime.Day(x.OpenedAt),
            FamilyName = x.FamilyName,
            Municipality = x.Municipality,
            Reason = x.Reason,
        },
        PersonAdded x => this with { People = People.Add(x.Person) },
        PersonShielded x => this with
        {
            PastAliases = Person(x.Person)?.AliasName is { } before ? PastAliases.Add((x.Person, before)) : PastAliases,
            People = Change(People, p => p.Id == x.Person, p => p with { AliasName = x.AliasName, ShieldedFrom = x.ShieldedFrom, HiddenFrom = x.HiddenFrom }),
        },
        DirectorAppointed x => this with { Director = x.Person, OfferedTo = null, DirectorHistory = DirectorHistory.Add(x) },
        HandoverOffered x => this with { OfferedTo = x.To == Director ? null : x.To },
        ProtectionSet x => this with { Protections = Set(Protections, r => r.Id == x.Relation.Id, x.Relation) },
        SectionOpened x => this with { Sections = Sections.Add(x.Section) },
        SectionChanged x => this with { Sections = Change(Sections, s => s.Id == x.Section.Id, s => x.Section.ShieldedAs(s)) },
        FloorRequirementSet x => this with { FloorRequirements = Set(FloorRequirements, f => f.Id == x.Requirement.Id, x.Requirement) },
        ScaleSet x => this with { Scale = x.Scale },
        MeetingPlanned x => this with
        {
            Meetings = Set(Meetings, m => m.Id == x.Meeting.Id, x.Meeting),
            FirstSeats = WithFirstSeats(x.Meeting),
            InformedLater = Meeting(x.Meeting.Id) is { } before
                ? InformedLater.Union(x.Meeting.InvitedWithoutRoom.Except(before.InvitedWithoutRoom).Select(p => (x.Meeting.Id, p)))
                : InformedLater,
        },
        MeetingEnded x => Ended(x.Meeting, x.CalledOff),
        EntryMailed x => this with { EntriesMailed = EntriesMailed.Add((x.Meeting, x.Person)) },
        MailBounced x => this with { BouncedMails = BouncedMails.RemoveAll(b => b.Person == x.Person && b.Mail == x.Mail && b.Meeting == x.Meeting).Add(x) },
        InvitationMailed x => this with { BouncedMails = BouncedMails.RemoveAll(b => b.Person == x.Person && b.Mail == BouncedMail.Invitation) },
        CommitmentProposed x => this with { Commitments = Commitments.Add(x.Commitment) },
        CommitmentReworded x => Forget(x.Commitment).Remember(x.Commitment).ApplyTo(x.Commitment, c => c with
        {
            Text = x.Text,
            TextBy = x.By,
            TextVersion = x.TextVersion,
            Checker = x.Checker,
            DueOn = x.DueOn,
            Recurrence = x.Recurrence,
            Status = CommitmentStatus.Proposed,
            Answer = null,
            Remark = null,
            Result = null,
            ResultOn = null,
            ResultRemark = null,
            ResultBy = null,
            EndReason = null,
            EndedBy = null,
        }).HoldAgreed(HeldAnswers.Find(h => h.Before.Id == x.Commitment)),

        CommitmentAnswered x => ApplyAnswer(x),
        ResultRecorded x => ApplyResult(x),
        CommitmentEnded x => ApplyEnd(x),
        MinutesPublished x => ApplyPublished(x),
        DeliveryMoved x => ApplyTo(x.Minutes, m => m with
        {
            Deliveries = [.. m.Deliveries.Select(d => d.Id != x.Delivery ? d : d with
            {
                State = x.State,
                At = x.At,
                BlockedBy = x.State == DeliveryState.Blocked ? BlockedBy.Basis : null,
                Basis = x.Basis ?? d.Basis,
                HandedOverAt = x.State is DeliveryState.Queued or DeliveryState.Sent ? x.At : d.HandedOverAt,
                HeldBack = d.HeldBack || x.State is DeliveryState.Blocked or DeliveryState.NeedsCode or DeliveryState.Bounced,
                OpenedWith = x.State == DeliveryState.Opened ? OpenedNow(d) : d.OpenedWith,
            })],
        }),
        DeliveryReminded x => ApplyTo(x.Minutes, m => m with
        {
            Deliveries = [.. m.Deliveries.Select(d => d.Id == x.Delivery ? d with { RemindedAt = x.At } : d)],
        }),
        MinutesAcknowledged x => ApplyTo(x.Minutes, m => m with
        {
            Deliveries = [.. m.Deliveries.Select(d => d.Recipient == x.By
                ? d with { State = DeliveryState.Acknowledged, At = x.At, AcknowledgedAt = x.At, OpenedWith = OpenedNow(d) }
                : d)],
        }),
        MinutesReactedTo x => ApplyTo(x.Minutes, m => m with { Reactions = [.. m.Reactions, new MinutesReaction(x.By, x.At, x.Text)] }),
        RelationSet x => this with { Relations = Set(Relations, r => r.Id == x.Relation.Id, x.Relation) },
        ProtectionEnded x => this with
        {
            PastProtections = PastProtections.AddRange(Protections.Where(r => r.Id == x.Protection)),
            Protections = Protections.RemoveAll(r => r.Id == x.Protection),
        },
        ConsentAsked x => this with { Consents = Consents.Add(x.Consent with { AskedBy = Director }) },
        ConsentWasGiven x => this with { Consents = Change(Consents, c => c.Id == x.Consent, c => c with { Given = [.. c.Given, x.Given] }) },
        ConsentWithdrawn x => this with
        {
            Consents = Change(Consents, c => c.Id == x.Consent, c => c.Withdrawn(x.By, Domain.Minutes.DutchTime.Day(x.At))),
        },
        LegalBasisUsed x => this with { LegalBases = Set(LegalBases, b => b.Id == x.Use.Id, x.Use with { RecordedBy = Director }) },
        LegalBasisEnded x => this with
        {
            LegalBases = Change(LegalBases, b => b.Id == x.Basis, b => b with { EndedOn = Domain.Minutes.DutchTime.Day(x.At) }),
        },
        NotShared x => ApplyTo(x.Minutes, m => m with
        {
            Deliveries = [.. m.Deliveries.Select(d => d.Id == x.Delivery ? d with { At = x.At, BlockedBy = BlockedBy.Decision, WhyNot = x.Reason, WhyNotBy = Director } : d)],
        }),
        SharedAfterAll x => ApplyTo(x.Minutes, m => m with
        {
            Deliveries = [.. m.Deliveries.Select(d => d.Id == x.Delivery ? d with { At = x.At, BlockedBy = d.WaitsFor, WhyNot = null, WhyNotBy = null } : d)],
        }),
        TaskFinished x => this with { FinishedTasks = FinishedTasks.Add(x.Task) },
        DayBegan x => this with { Today = x.Day },
        ChildWordsWritten x => this with { ChildWords = Set(ChildWords, w => w.Id == x.Words.Id, x.Words) },
        EmergencyOpened x => this with { Emergencies = Emergencies.Add(x.Use) },
        EmergencyReviewed x => this with { Emergencies = Change(Emergencies, e => e.Id == x.Emergency, e => e with { Review = x.Review }) },
        ChildWordsReleased x => this with { ChildWords = Change(ChildWords, w => w.Id == x.Words, w => w with { ReleasedTo = x.To }) },
        ItemsWithheld x => ApplyWithheld(x.Withholding),
        WithholdingEnded x => this with { Withholdings = Change(Withholdings, w => w.Id == x.Withholding, w => w with { Done = true }) },
        WordsInMinutesFound x => this with { Exposed = Exposed.AddRange(x.Deliveries.Select(d => (d, Domain.Minutes.DutchTime.Day(x.At), x.Relation))) },
        _ => throw new InvalidOperationException($"A plan knows no event {e.GetType().Name}."),
    };

    private SectionsRead? OpenedNow(Delivery d) => d.OpenedWith ?? (d.HeldBack ? SectionsRead.By(this, d.Recipient) : null);

    private FamilyPlan ApplyPublished(MinutesPublished e)
    {
        var minutes = new PublishedMinutes(
            e.Minutes,
            e.Meeting,
            e.At,
            [.. e.Deliveries.Select(d => new Delivery(
                d.Id,
                d.Recipient,
                d.WasAbsent,
                d.Blocked ? DeliveryState.Blocked : DeliveryState.Queued,
                e.At,
                null,
                !d.Blocked ? null : d.Together ? BlockedBy.Together : d.WantsBasis ? BlockedBy.Basis : BlockedBy.Guard,
                d.Basis,
                null,
                d.Categories,
                d.KnowAsMuch)
            {
                HeldBack = d.Blocked,
            })],
            []);
        var ended = Ended(e.Meeting);
        return ended with
        {
            Minutes = Minutes.Add(minutes),
            // What was held back for a word can never go: the next minutes look back on the same.
            LookedBack = LookedBack.SetItems(minutes.Deliveries.Where(d => d.BlockedBy != BlockedBy.Guard).Select(d => KeyValuePair.Create(d.Recipient, ended.ToldOf(d.Recipient)))),
        };
    }

    private ImmutableDictionary<(MeetingId Meeting, PersonId Person), RoomId> WithFirstSeats(PlannedMeeting meeting)
    {
        var seats = FirstSeats.ToBuilder();
        foreach (var room in meeting.Rooms)
        {
            foreach (var person in room.Participants)
                seats.TryAdd((meeting.Id, person), room.Id);
        }

        return seats.ToImmutable();
    }

    private FamilyPlan ApplyTo(CommitmentId id, Func<Commitment, Commitment> change)
    {
        var after = Change(Commitments, c => c.Id == id, change);
        var gone = Commitment(id)!.Words.Except(after.Find(c => c.Id == id)!.Words);
        return this with { Commitments = after, PastWords = PastWords.AddRange(gone) };
    }

    private FamilyPlan ApplyTo(MinutesId id, Func<PublishedMinutes, PublishedMinutes> change) =>
        this with { Minutes = Change(Minutes, m => m.Id == id, change) };

    private static ImmutableList<T> Set<T>(ImmutableList<T> list, Predicate<T> isIt, T value)
    {
        var at = list.FindIndex(isIt);
        return at < 0 ? list.Add(value) : list.SetItem(at, value);
    }

    private static ImmutableList<T> Change<T>(ImmutableList<T> list, Predicate<T> isIt, Func<T, T> change)
    {
        var at = list.FindIndex(isIt);
        return at < 0
            ? throw new InvalidOperationException($"An event is about a {typeof(T).Name} that this plan does not have.")
            : list.SetItem(at, change(list[at]));
    }
}
