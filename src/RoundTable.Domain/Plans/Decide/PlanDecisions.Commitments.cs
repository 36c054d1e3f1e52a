using RoundTable.Domain.Commands;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Propose(FamilyPlan plan, ProposeCommitment c, PersonId actor, DateTimeOffset now)
    {
        if (SectionRules.CheckRead(plan, actor, c.Audience) is { } unread)
            return unread;
        if (!CanPropose(plan, actor, c.Audience))
            return Decision<PlanEvent>.No(RefusalCodes.SectionReadOnly);
        if (plan.Commitment(c.Id) is { } existing)
            return IsRepeat(existing, c, actor) ? Decision<PlanEvent>.Nothing : Decision<PlanEvent>.No(RefusalCodes.CommitmentExists);
        var own = plan.Commitments.FindAll(o => o.ProposedBy == actor);
        if (own.Count >= MaxCommitments || own.Count(o => !o.Settled) >= MaxOpenCommitments)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTooMany);

        if (!MayBeNamed(plan, actor, c.Owner, c.Audience))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentOwnerCannotSee);
        if (!MayAnswer(plan, actor, c.Owner))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentOwnerCannotAnswer, c.Owner.Value);
        if (CheckContent(plan, actor, c.Owner, c.Text, c.Checker, c.Recurrence, c.Audience) is { } refusal)
            return refusal;
        var commitment = new Commitment(
            c.Id,
            c.Text,
            1,
            c.Owner,
            c.Checker,
            c.Kind,
            c.DueOn,
            c.Recurrence,
            c.Audience,
            actor,
            actor,
            CommitmentStatus.Proposed,
            null,
            null,
            null,
            null);
        return CheckStep(plan, actor, commitment, _ => true) is { } kept ? kept : Decision<PlanEvent>.Of(new CommitmentProposed(commitment, now));
    }

    // Who is a danger to whom is not told by a refusal, but to the director.
    private static Refusal? CheckStep(FamilyPlan plan, PersonId actor, Commitment step, Func<PersonId, bool> reads)
    {
        var kept = plan.Section(step.Audience)!.Audience.Where(reader => reads(reader) && EmergencySteps.IsKeptFrom(plan, reader, step)).ToList();
        return kept.Count == 0 ? null
            : actor == plan.Director ? new Refusal(RefusalCodes.CommitmentStepNotHere, [.. kept.Select(reader => reader.Value)])
            : new Refusal(RefusalCodes.TextNotHere);
    }

    private static Decision<PlanEvent> Reword(FamilyPlan plan, RewordCommitment c, PersonId actor, DateTimeOffset now)
    {
        if (Seen(plan, c.Id, actor) is not { } commitment)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentUnknown);
        if (!CanPropose(plan, actor, commitment.Audience))
            return Decision<PlanEvent>.No(RefusalCodes.SectionReadOnly);
        var same = commitment.Text == c.Text && commitment.Checker == c.Checker && commitment.DueOn == c.DueOn && commitment.Recurrence == c.Recurrence;
        if (same && c.TextVersion >= commitment.TextVersion - 1)
            return Decision<PlanEvent>.Nothing;
        if (commitment.TextVersion != c.TextVersion)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextChanged, c.Id.Value);
        if (commitment.Settled)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentSettled, c.Id.Value);

        if (CheckContent(plan, actor, commitment.Owner, c.Text, c.Checker, c.Recurrence, commitment.Audience) is { } refusal)
            return refusal;
        var reworded = new CommitmentReworded(c.Id, commitment.TextVersion + 1, c.Text, c.Checker, c.DueOn, c.Recurrence, actor, now);
        // Who does not see the step does not see its new words either.
        return CheckStep(plan, actor, commitment with { ProposedBy = actor }, reader => !EmergencySteps.IsKeptFrom(plan, reader, commitment)) is { } kept ? kept : Changed(plan, reworded, RefusalCodes.CommitmentTooManyChanges);
    }

    private static Decision<PlanEvent> Answer(FamilyPlan plan, AnswerCommitment c, PersonId actor, DateTimeOffset now)
    {
        if (Seen(plan, c.Id, actor) is not { } commitment)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentUnknown);
        if (commitment.Owner != actor)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentNotOwner, c.Id.Value);
        if (commitment.TextVersion != c.TextVersion)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextChanged, c.Id.Value);
        if (commitment.Settled)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentSettled, c.Id.Value);
        if (!HasLength(c.Remark, 0, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextLength);
        if (CheckRoom(plan, c.Room, actor) is { } elsewhere)
            return elsewhere;
        var remark = string.IsNullOrWhiteSpace(c.Remark) ? null : c.Remark;
        if (commitment.Answer == c.Answer && commitment.Remark == remark)
            return Decision<PlanEvent>.Nothing;
        if (plan.TimesSaid(c.Id, actor, DutchTime.Day(now)) >= MaxSaidADay)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTooOften, c.Id.Value);

        // An answer that waited for its connection does not take the place of one that came after it.
        if (c.After is { } said && said != plan.TimesSaid(c.Id, actor))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentSaidElsewhere, c.Id.Value);
        if (c.Answer == CommitmentAnswer.Disagree && remark is null)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentRemarkRequired, c.Id.Value);
        if (c.Answer == CommitmentAnswer.Agree && commitment.Checker is null)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentCheckerMissing, c.Id.Value);
        if (c.Answer == CommitmentAnswer.Agree && !commitment.HasDate)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentDateMissing, c.Id.Value);

        var readers = plan.Section(commitment.Audience)!.Audience;
        return CheckWords(plan, remark, actor, readers, RefusalCodes.CommitmentProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new CommitmentAnswered(c.Id, c.TextVersion, c.Answer, remark, now, c.Room));
    }

    private static Decision<PlanEvent> RecordResultOf(FamilyPlan plan, RecordResult c, PersonId actor, DateTimeOffset now)
    {
        if (Seen(plan, c.Id, actor) is not { } commitment)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentUnknown);
        if (actor != commitment.Owner && actor != commitment.Checker && actor != plan.Director)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentNotInvolved, c.Id.Value);
        if (c.TextVersion is { } seen && commitment.TextVersion != seen)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextChanged, c.Id.Value);
        if (!IsResult(c.Result))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentNotAResult, c.Id.Value);
        if (commitment.Status != CommitmentStatus.Agreed && !IsResult(commitment.Status))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentNotAgreed, c.Id.Value);
        if (!HasLength(c.Remark, 0, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextLength);
        if (CheckRoom(plan, c.Room, actor) is { } elsewhere)
            return elsewhere;
        var remark = string.IsNullOrWhiteSpace(c.Remark) ? null : c.Remark;
        // Of the other side they read the result without its words: the same result is theirs too.
        var isNew = commitment.Result != c.Result || commitment.ResultRemark != remark
            || plan.IsAcross(actor, commitment.ResultBy, commitment.ResultKeptFrom);
        var today = DutchTime.Day(now);
        if (!isNew && (commitment.Settled || (commitment.ResultOn == today && commitment.GoesOn(today))))
            return Decision<PlanEvent>.Nothing;
        if (plan.TimesSaid(c.Id, actor, today) >= MaxSaidADay)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTooOften, c.Id.Value);
        if (c.After is { } said && said != plan.TimesSaid(c.Id, actor))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentSaidElsewhere, c.Id.Value);

        var readers = plan.Section(commitment.Audience)!.Audience;
        return CheckWords(plan, remark, actor, readers, RefusalCodes.CommitmentProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new ResultRecorded(c.Id, c.Result, remark, actor, now, c.Room));
    }

    private static Decision<PlanEvent> End(FamilyPlan plan, EndCommitment c, PersonId actor, DateTimeOffset now)
    {
        if (Seen(plan, c.Id, actor) is not { } commitment)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentUnknown);
        if (commitment.EndedBy == actor && commitment.EndReason == c.Reason && commitment.TextVersion == c.TextVersion)
            return Decision<PlanEvent>.Nothing;

        if (!commitment.Settled && !MayEnd(plan, actor, commitment))
            return Decision<PlanEvent>.No(actor == commitment.Owner ? RefusalCodes.CommitmentWasAgreed : RefusalCodes.CommitmentNotInvolved, c.Id.Value);
        if (commitment.TextVersion != c.TextVersion)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextChanged, c.Id.Value);
        if (commitment.Settled)
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentSettled, c.Id.Value);
        if (!HasLength(c.Reason, 1, MaxText))
            return Decision<PlanEvent>.No(RefusalCodes.CommitmentTextLength);
        if (CheckRoom(plan, c.Room, actor) is { } elsewhere)
            return elsewhere;
        var readers = plan.Section(commitment.Audience)!.Audience;
        return CheckWords(plan, c.Reason, actor, readers, RefusalCodes.CommitmentProtectedWord) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Of(new CommitmentEnded(c.Id, c.Reason, actor, now, c.Room));
    }

    /// <summary>
    /// Whether this person may end the commitment without a result: the director, and while nobody ever agreed to it its owner and who proposed
    /// it. Who is bound by what they agreed to says that they want it otherwise, for all to see.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    /// <param name="c">The commitment as it is told to them.</param>
    internal static bool MayEnd(FamilyPlan plan, PersonId person, Commitment c) => !c.Settled
        && (person == plan.Director || (!c.WasAgreed && (person == c.Owner || person == c.ProposedBy)));

    /// <summary>Whether this person may propose commitments in some section.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The person.</param>
    internal static bool CanPropose(FamilyPlan plan, PersonId person) => plan.Sections.Exists(s => CanPropose(plan, person, s.Id));

    // Who reads the section and is no interpreter. Among people who must not meet the words of one would stand before the other
    // at once, so there the director proposes.
    private static bool CanPropose(FamilyPlan plan, PersonId person, SectionId audience) =>
        plan.Person(person) is { Role: not PersonRole.Interpreter }
        && plan.Section(audience) is { } section
        && SectionRules.ReadsCommitments(plan, person, audience)
        && (section.Mode == SectionMode.Live || person == plan.Director);

    // Whose organisation has a ground today is the director's to know: what others hear follows from who is named there (L10).
    private static bool MayBeNamed(FamilyPlan plan, PersonId actor, PersonId person, SectionId audience) => actor == plan.Director
        ? SectionRules.ReadsCommitments(plan, person, audience)
        : plan.Section(audience) is { Treatment: null } section && section.Names(person);

    private static bool MayAnswer(FamilyPlan plan, PersonId actor, PersonId owner) => actor == plan.Director
        ? Access.Of(plan, owner, Thing.LiveText).Do
        : Access.WithAnyGround(plan, owner, Thing.LiveText).Do;

    private static Refusal? CheckRoom(FamilyPlan plan, RoomId? room, PersonId actor) =>
        room is not { } id || plan.Meetings.Exists(m => !m.Ended && m.RoomsOf(actor).Any(r => r.Id == id))
            ? null
            : new Refusal(RefusalCodes.MeetingNotInRoom);

    /// <summary>
    /// The commitment as it is told to this person, or null if they do not see it. What is decided of it must not tell what was
    /// said in a room of others.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="id">Which.</param>
    /// <param name="person">The person.</param>
    private static Commitment? Seen(FamilyPlan plan, CommitmentId id, PersonId person) =>
        plan.Commitment(id) is { } c && plan.AsToldTo(person, c) is var told && PlanProjection.Sees(plan, person, told) ? told : null;

    private static Refusal? CheckContent(
        FamilyPlan plan,
        PersonId actor,
        PersonId owner,
        string text,
        PersonId? checker,
        string? recurrence,
        SectionId audience)
    {
        var readers = plan.Section(audience)!.Audience;
        if (!HasLength(text, 1, MaxText) || (recurrence is not null && !HasLength(recurrence, 1, MaxRecurrence)))
            return new Refusal(RefusalCodes.CommitmentTextLength);
        if (checker == owner)
            return new Refusal(RefusalCodes.CommitmentCheckerIsOwner);
        if (checker is { } c && !MayBeNamed(plan, actor, c, audience))
            return new Refusal(RefusalCodes.CommitmentCheckerCannotSee);
        if (readers.Any(r => !Visibility.Knows(plan, r, owner) || (checker is { } who && !Visibility.Knows(plan, r, who))))
            return new Refusal(RefusalCodes.CommitmentPersonHidden);
        return CheckWords(plan, $"{text}\n{recurrence}", actor, readers, RefusalCodes.CommitmentProtectedWord);
    }

    private static Decision<PlanEvent> Changed(FamilyPlan plan, PlanEvent e, string tooMany) =>
        plan.TimesBefore(e) < MaxChanges ? Decision<PlanEvent>.Of(e) : Decision<PlanEvent>.No(tooMany);

    private static bool IsRepeat(Commitment c, ProposeCommitment p, PersonId actor) =>
        c.ProposedBy == actor && c.TextVersion == 1 && c.Text == p.Text && c.Owner == p.Owner && c.Checker == p.Checker
        && c.Kind == p.Kind && c.DueOn == p.DueOn && c.Recurrence == p.Recurrence && c.Audience == p.Audience;

    private static bool IsResult(CommitmentStatus status) =>
        status is CommitmentStatus.Kept or CommitmentStatus.PartlyKept or CommitmentStatus.NotKept;
}
