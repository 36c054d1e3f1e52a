using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Server.Security;

/// <summary>
/// Records who saw, received, copied, changed and was refused what of a plan (NEN 7513, handbook 7.3): ids only, in the
/// stream <c>access/&lt;plan&gt;</c>. A line is on disk before what was asked for is answered; lines share commits with
/// everything else, so they cost the disk nothing of their own.
/// </summary>
internal sealed class AccessLog(IJournal journal, TimeProvider time)
{
    internal const string RecordKind = "access";
    internal const int Version = 2;
    private const string Source = "roundtable-server";
    private const string Purpose = "youth-care";
    private const string AsMember = "role-in-plan";
    private const string InEmergency = "emergency";
    private const string Outsider = "outsider";
    private static readonly StreamId Nowhere = new("server/nowhere");
    private readonly WrittenLines _written = new();

    /// <summary>Somebody saw something.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">Of which plan.</param>
    /// <param name="what">What kind of thing.</param>
    /// <param name="id">Which.</param>
    public Task ReadAsync(Caller caller, PlanId plan, AccessSubject what, string id) =>
        WriteOnceAsync(ActorOf(caller), plan, Line(AccessAction.Opened, what, id, AsMember, null));

    /// <summary>Somebody opened a plan, or looked into it, by emergency access.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">Which plan.</param>
    /// <param name="kind">What they did.</param>
    public Task EmergencyAsync(Caller caller, PlanId plan, string kind) => WriteAsync(
        ActorOf(caller),
        plan,
        Line(AccessAction.Opened, AccessSubject.Plan, plan.Value, InEmergency, kind) with { Emergency = true });

    /// <summary>Something was handed or sent to somebody.</summary>
    public Task ReceivedAsync(Caller caller, PlanId plan, AccessSubject what, string id) =>
        WriteAsync(ActorOf(caller), plan, Line(AccessAction.Received, what, id, AsMember, null));

    /// <summary>Somebody took a copy along.</summary>
    public Task PrintedAsync(Caller caller, PlanId plan, AccessSubject what, string id) =>
        WriteOnceAsync(ActorOf(caller), plan, Line(AccessAction.Printed, what, id, AsMember, null));

    /// <summary>Somebody changed something; what exactly is in the thing's own stream.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">Of which plan.</param>
    /// <param name="what">What kind of thing.</param>
    /// <param name="id">Which.</param>
    /// <param name="kind">The kind of change.</param>
    public Task ChangedAsync(Caller caller, PlanId plan, AccessSubject what, string id, string kind) =>
        WriteAsync(ActorOf(caller), plan, Line(AccessAction.Changed, what, id, AsMember, kind));

    /// <summary>Somebody of the plan asked for what is not theirs.</summary>
    public Task RefusedAsync(Caller caller, PlanId plan, AccessSubject what, string id, string code) =>
        RefusedAsync(ActorOf(caller), plan, Line(AccessAction.Refused, what, id, AsMember, code));

    /// <summary>Somebody who is not in the plan asked for something of it. Nothing is recorded of a plan that is not there.</summary>
    public async Task RefusedAsync(Visitor visitor, PlanId plan, AccessSubject what, string id, string code)
    {
        if (await journal.HeadAsync(new StreamId($"plan/{plan.Value}")) > 0)
            await RefusedAsync(new Actor($"subject:{visitor.Subject.Value}", Outsider, visitor.Session), plan, Line(AccessAction.Refused, what, id, Outsider, code));
        else
            await NowhereAsync();
    }

    /// <summary>Somebody asked for what is nowhere: nothing is recorded, and it takes a commit as a line would, so that nobody hears from the time what there is.</summary>
    public async Task NowhereAsync() => await journal.TouchAsync(Nowhere);

    private static Actor ActorOf(Caller caller) => new(caller.Person.Value, caller.Role.ToString(), caller.Session);

    private static AccessLine Line(AccessAction action, AccessSubject what, string id, string basis, string? detail) => new(
        action,
        action switch { AccessAction.Changed => "U", AccessAction.Refused => "E", _ => "R" },
        action == AccessAction.Refused ? 4 : 0,
        what,
        id,
        Purpose,
        basis,
        Consent: null,
        Emergency: false,
        Source,
        detail);

    // As long as the first time: that something is there must not show in what a second try takes.
    private async Task RefusedAsync(Actor actor, PlanId plan, AccessLine line)
    {
        if (!await WriteOnceAsync(actor, plan, line))
            await NowhereAsync();
    }

    /// <summary>Writes what the same session did not do on this day before.</summary>
    private async Task<bool> WriteOnceAsync(Actor actor, PlanId plan, AccessLine line)
    {
        var day = LogDay.Of(time.GetUtcNow());
        if (_written.Contains(day, plan, actor, line))
            return false;
        await WriteAsync(actor, plan, line);

        // A line at midnight stands on one of two days, and nobody knows on which: so it is none of which the next look can be spared.
        if (LogDay.Of(time.GetUtcNow()) == day)
            _written.Add(day, plan, actor, line);
        return true;
    }

    private async Task WriteAsync(Actor actor, PlanId plan, AccessLine line) => await journal.AppendAsync(new Append(
        new StreamId($"access/{plan}"), actor, [new NewRecord(RecordKind, Version, AccessLineJson.Write(line))]));
}
