using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Hubs;

/// <summary>The way from a connection to the grains: whoever is not in the plan gets no further than here.</summary>
internal sealed record TableDoor(
    GrainHost Grains, SectionCalls Sections, PlanArranging Arranging, ItemRelease Release, PlanIndex Index, Callers Callers, Outsiders Outsiders, AccessLog Log, SharedUpdates Updates, SharedPresence Presence)
{
    /// <summary>The section's key and the visitor as a caller in its plan; null when there is no such section for them.</summary>
    public async ValueTask<(SectionKey Key, Caller Caller)?> ToSectionAsync(Visitor visitor, SectionId section)
    {
        if (await Index.OfSectionAsync(section) is not { } plan || await Callers.InPlanAsync(visitor, plan) is not { } caller)
            return null;
        return (new SectionKey(plan, section), caller);
    }

    /// <summary>Why there is no such section for the visitor; the try is recorded.</summary>
    public async Task<Refusal> RefuseSectionAsync(Visitor visitor, SectionId section, AccessSubject what = AccessSubject.Section) =>
        await Outsiders.RefuseAsync(visitor, await Index.OfSectionAsync(section), what, section.Value, RefusalCodes.SectionNotAReader);

    /// <summary>Why the caller may not read the section, or null. A no is looked up once more: another server may have let them in a moment ago.</summary>
    public async ValueTask<Refusal?> WhyUnreadableAsync(SectionKey key, Caller caller)
    {
        var plan = Grains.Plan(key.Plan);
        return SectionRules.CheckRead(await plan.CallAsync(p => p.StateAsync()), caller.Person, key.Section) is null
            ? null
            : SectionRules.CheckRead(await plan.CallAsync(p => p.StateAsync(fresh: true)), caller.Person, key.Section);
    }

    /// <summary>The visitor as a caller in the meeting's plan; null when there is no such meeting for them.</summary>
    public async ValueTask<(PlanId Plan, Caller Caller)?> ToMeetingAsync(Visitor visitor, MeetingId meeting)
    {
        if (await Index.OfMeetingAsync(meeting) is not { } plan || await Callers.InPlanAsync(visitor, plan) is not { } caller)
            return null;
        return (plan, caller);
    }

    /// <summary>Why the caller sits nowhere in the meeting, or null.</summary>
    public async ValueTask<Refusal?> WhyNoSeatAsync(PlanId plan, MeetingId meeting, Caller caller)
    {
        var state = await Grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));
        return Access.Check(state, caller.Person)
            ?? (state.Meeting(meeting)?.RoomsOf(caller.Person).Any() is true ? null : new Refusal(RefusalCodes.MeetingNotInRoom));
    }

    /// <summary>Why there is no such meeting for the visitor; the try is recorded.</summary>
    public async Task<Refusal> RefuseMeetingAsync(Visitor visitor, MeetingId meeting) =>
        await Outsiders.RefuseAsync(visitor, await Index.OfMeetingAsync(meeting), AccessSubject.Meeting, meeting.Value, RefusalCodes.MeetingNotInRoom);
}
