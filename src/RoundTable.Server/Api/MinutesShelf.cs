using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Minutes;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>Finds the one rendering of minutes that a visitor may read; the same for the screen, for paper and for reading together.</summary>
internal sealed class MinutesShelf(Callers callers, Outsiders outsiders, PlanIndex index, GrainHost grains, MinutesReading reading, TrafficLimits traffic)
{
    private static readonly Refusal Unknown = new(RefusalCodes.MinutesUnknown);

    /// <summary>The visitor's own rendering, or why not.</summary>
    public Task<(ShelvedMinutes? Minutes, Refusal? Refusal)> OwnAsync(Visitor visitor, MinutesId id) => FindAsync(visitor, id, (plan, reader) =>
    {
        if (plan.PublishedMinutes(id) is not { } published || published.ReceivedBy(reader) is not { } delivery)
            return (null, null, Unknown);

        // What is in them may be of a category that a ground no longer covers (BR-62).
        return Access.Gets(plan, delivery) ? (published, delivery, null) : (null, null, new Refusal(RefusalCodes.PlanNoBasis));
    });

    /// <summary>The rendering of a child under 12 that waits to be read together, for somebody who may be there for it; or why not. Who may not hears that there is none.</summary>
    public Task<(ShelvedMinutes? Minutes, Refusal? Refusal)> TogetherAsync(Visitor visitor, MinutesId id, PersonId child) => FindAsync(visitor, id, (plan, reader) =>
        plan.PublishedMinutes(id) is { } published && Together.MayRead(plan, reader, published, child)
            ? (published, published.Deliveries.First(d => d.Recipient == child), null)
            : (null, null, Unknown));

    private async Task<(ShelvedMinutes? Minutes, Refusal? Refusal)> FindAsync(Visitor visitor, MinutesId id, Find find)
    {
        var (caller, plan, refusal) = await EnterAsync(visitor, id);
        if (plan is null)
            return (null, refusal);
        var (published, delivery, closed) = find(plan, caller!.Person);
        if (closed is not null)
            return await RefusedAsync(visitor, caller, plan, id, closed);
        var (content, now) = await reading.ReadNowAsync(plan.Id, published!, delivery!.Recipient);

        // Reading took a while: whether they may have it is asked again.
        if (Access.Check(now, caller.Person) is { } barred)
            return await RefusedAsync(visitor, caller, now, id, barred);
        (published, delivery, closed) = find(now, caller.Person);
        return closed is not null || content is null
            ? await RefusedAsync(visitor, caller, now, id, closed ?? Unknown)
            : await TakeAsync(visitor, caller, now, published!, delivery!, content);
    }

    private async Task<(Caller? Caller, FamilyPlan? Plan, Refusal? Refusal)> EnterAsync(Visitor visitor, MinutesId id)
    {
        if (!visitor.MayRead(id))
            return (null, null, Unknown);
        if (await traffic.MoveAsync(visitor.Subject, CancellationToken.None) is { } tooFast)
            return (null, null, tooFast);
        var found = await index.OfMinutesAsync(id);
        if (found is not { } planId || await callers.InPlanAsync(visitor, planId) is not { } caller)
            return (null, null, await outsiders.RefuseAsync(visitor, found, AccessSubject.Minutes, id.Value, RefusalCodes.MinutesUnknown));
        var plan = await grains.Plan(planId).CallAsync(p => p.StateAsync(fresh: true));
        if (Access.Check(plan, caller.Person) is not { } barred)
            return (caller, plan, null);
        return (null, null, (await RefusedAsync(visitor, caller, plan, id, barred)).Refusal);
    }

    private async Task<(ShelvedMinutes? Minutes, Refusal? Refusal)> RefusedAsync(
        Visitor visitor, Caller caller, FamilyPlan plan, MinutesId id, Refusal refusal) =>
        (null, await outsiders.RefuseAsync(visitor, caller, plan.Id, AccessSubject.Minutes, id.Value, refusal));

    private async Task<(ShelvedMinutes? Minutes, Refusal? Refusal)> TakeAsync(
        Visitor visitor, Caller caller, FamilyPlan plan, PublishedMinutes published, Delivery delivery, MinutesContent content)
    {
        // Somebody may have got an alias, or been hidden, since they were made.
        content = MinutesNames.AsNamedNow(plan, content, delivery.Recipient);
        if (caller.Person != delivery.Recipient)
        {
            content = MinutesNames.AsNamedNow(plan, content, caller.Person);
            if (Together.Shown(plan, content, caller.Person, delivery.Recipient) is not { } shown)
                return await RefusedAsync(visitor, caller, plan, published.Id, Unknown);
            content = shown;
        }

        var rendering = MinutesRenderer.Render(content, ReactionTerm.DayOf(content, delivery));
        if (caller.Person != delivery.Recipient && LeakGuard.Check(plan, rendering.Markdown, [caller.Person]).Count > 0)
            return await RefusedAsync(visitor, caller, plan, published.Id, Unknown);
        var newest = plan.Minutes.FindLast(m => m.ReceivedBy(delivery.Recipient) is { } received && Access.Gets(plan, received));
        return (new ShelvedMinutes(caller, plan, published, delivery, rendering, newest?.PublishedAt > published.PublishedAt ? newest : null), null);
    }

    /// <summary>Which minutes and whose rendering a reader may have, or why not.</summary>
    private delegate (PublishedMinutes? Minutes, Delivery? Delivery, Refusal? Refusal) Find(FamilyPlan plan, PersonId reader);
}
