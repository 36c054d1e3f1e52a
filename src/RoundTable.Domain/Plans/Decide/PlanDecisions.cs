using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;

namespace RoundTable.Domain.Plans;

/// <summary>What may happen to a family plan: pure rules (handbook 5).</summary>
public static partial class PlanDecisions
{
    private const int MaxText = 1_000;
    private const int MaxRecurrence = 100;
    private const int MaxReaction = 4_000;
    private const int MaxYears = 150;

    // What one person leaves in a plan, which everybody's view carries and which every start reads again: far above what a family says.
    private const int MaxReactions = 50;
    private const int MaxOpenCommitments = 100;
    private const int MaxCommitments = 2_000;
    private const int MaxSaidADay = 50;
    private const int MaxChanges = 500;

    /// <summary>Decides a command from the live plan.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="actor">Who asks; verified by the door.</param>
    /// <param name="now">The time.</param>
    /// <param name="look">What stands in the sections whose readers it changes: what was not looked at lets nobody in (<see cref="CardLook.Unseen"/>).</param>
    public static Decision<PlanEvent> Decide(FamilyPlan plan, PlanCommand command, PersonId actor, DateTimeOffset now, CardLook look)
    {
        if (!plan.Has(actor))
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotAMember);
        return Today(plan, now, today => Access.Check(today, actor) is { } barred ? barred : Decided(today, command, actor, now, look));
    }

    private static Decision<PlanEvent> Decided(FamilyPlan plan, PlanCommand command, PersonId actor, DateTimeOffset now, CardLook look) => command switch
    {
        ProposeCommitment c => Propose(plan, c, actor, now),
        RewordCommitment c => Reword(plan, c, actor, now),
        AnswerCommitment c => Answer(plan, c, actor, now),
        RecordResult c => RecordResultOf(plan, c, actor, now),
        EndCommitment c => End(plan, c, actor, now),
        AcknowledgeMinutes c => Acknowledge(plan, c, actor, now),
        ReactToMinutes c => React(plan, c, actor, now),
        GiveConsent c => Give(plan, c, actor, now),
        WithdrawConsent c => Withdraw(plan, c, actor, now),
        WriteChildWords c => Write(plan, c, actor, now),
        ReleaseChildWords c => Release(plan, c, actor, now),
        WriteWithChild c => Write(plan, c, actor, now),
        ReleaseWithChild c => Release(plan, c, actor, now),
        ShareTreatment c => Share(plan, c, actor, look),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "An unknown command."),
    };

    /// <summary>Decides what the director arranges.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="setup">What is asked.</param>
    /// <param name="actor">Who asks, verified by the door; null for the server itself (demo, composing and sending of minutes).</param>
    /// <param name="now">The time.</param>
    /// <param name="look">What stands in the sections whose readers it changes: what was not looked at lets nobody in (<see cref="CardLook.Unseen"/>).</param>
    public static Decision<PlanEvent> Decide(FamilyPlan plan, PlanSetup setup, PersonId? actor, DateTimeOffset now, CardLook look)
    {
        if (setup is OpenPlan open)
            return Open(plan, open, now);
        if (!plan.Opened)
            return Decision<PlanEvent>.No(RefusalCodes.PlanNotOpen);
        if (setup is BeginDay begin)
            return Begin(plan, begin, actor, now);
        return Today(plan, now, today => Arranged(today, setup, actor, now, look));
    }

    private static Decision<PlanEvent> Arranged(FamilyPlan plan, PlanSetup setup, PersonId? actor, DateTimeOffset now, CardLook look)
    {
        if (setup is AcceptHandover)
            return Accept(plan, actor, now, look);
        if (setup is OpenEmergency emergency)
            return OpenInEmergency(plan, emergency, actor, now);
        if (setup is ReviewEmergency review)
            return Judge(plan, review, actor, now);
        if (actor is { } who && who != plan.Director)
            return Decision<PlanEvent>.No(plan.Has(who) ? RefusalCodes.PlanNotDirector : RefusalCodes.PlanNotAMember);
        return setup switch
        {
            AddPerson s => Add(plan, s, actor, now),
            ShieldPerson s => Shield(plan, s, now),
            SetProtection s => Protect(plan, s, actor, look, now),
            LookThrough s => LookedThrough(plan, s, actor, look),
            EndWithholding s => Ended(plan, s, actor),
            OpenSection s => OpenOne(plan, s, actor),
            ChangeSection s => Change(plan, s, actor, look),
            SetFloorRequirement s => Impose(plan, s),
            SetScale s => Choose(plan, s),
            PlanMeeting s => PlanOne(plan, s, now),
            InviteToMeeting s => Invite(plan, s, look),
            EndMeeting s => End(plan, s, now),
            RecordEntryMailed s => Mailed(plan, s),
            RecordBouncedMail s => Bounced(plan, s, now),
            RecordInvitation s => Invited(plan, s, now),
            PublishMinutes s => Publish(plan, s, now),
            RecordDelivery s => Record(plan, s, now),
            SendToCode s => Coded(plan, s, now),
            RecordReminder s => Reminded(plan, s, now),
            OfferHandover s => Offer(plan, s, now, look),
            SetRelation s => Relate(plan, s, now),
            EndProtection s => Unprotect(plan, s, now),
            AskConsent s => Ask(plan, s, now),
            RecordConsent s => RecordGiven(plan, s, now),
            UseLegalBasis s => Use(plan, s, now),
            EndLegalBasis s => Stop(plan, s, now),
            DecideNotToShare s => Withhold(plan, s, now),
            ShareAfterAll s => Share(plan, s, now),
            SendAgain s => Again(plan, s, now),
            FinishTask s => Finish(plan, s, now),
            _ => throw new ArgumentOutOfRangeException(nameof(setup), setup, "An unknown command."),
        };
    }

    // A command finds the plan as it is on its own day, also when the day has not been let in by the server yet. What a new
    // day or a new ground sets free is sent in the same breath.
    private static Decision<PlanEvent> Today(FamilyPlan plan, DateTimeOffset now, Func<FamilyPlan, Decision<PlanEvent>> decide)
    {
        var day = Domain.Minutes.DutchTime.Day(now);
        List<PlanEvent> before = PlanCalendar.Next(plan) is { } next && next <= day ? [new DayBegan(day)] : [];
        var today = before.Aggregate(plan, (p, e) => p.Apply(e));
        var decision = decide(today);
        if (decision.Refused || decision.Events.Count == 0)
            return decision;
        var after = decision.Events.Aggregate(today, (p, e) => p.Apply(e));
        return new Decision<PlanEvent>([.. before, .. decision.Events, .. Freed(after, now)], null);
    }

    private static bool HasLength(string? text, int min, int max) =>
        text is null ? min == 0 : text.Length <= max && (min == 0 || !string.IsNullOrWhiteSpace(text));

    private static bool AreDays(DateOnly from, DateOnly? until, DateTimeOffset now) =>
        !(until < from) && IsInReach(from, now) && (until is not { } last || IsInReach(last, now));

    // Another system's "no end" is the last day that there is, after which no day can be counted.
    private static bool IsInReach(DateOnly day, DateTimeOffset now) => Math.Abs(day.Year - now.Year) <= MaxYears;

    private static Refusal? CheckWords(FamilyPlan plan, string? text, PersonId actor, IEnumerable<PersonId> readers, string code) =>
        string.IsNullOrEmpty(text) ? null : LeakRefusal.Of(plan, actor, LeakGuard.CheckEntry(plan, text, actor, readers), code);

    // What everybody in the plan reads: nobody in it may be kept from a word of it.
    private static Refusal? CheckForAll(FamilyPlan plan, params IEnumerable<string?> texts) =>
        texts.Any(t => t is not null && LeakGuard.Check(plan, t, plan.People.Select(p => p.Id)).Count > 0)
            ? new Refusal(RefusalCodes.PlanProtectedWord)
            : null;
}
