using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Hubs;

/// <summary>The way from a connection to the grains: whoever is not in the plan gets no further than here.</summary>
internal sealed record TableDoor(
    GrainHost Grains, SectionCalls Sections, ItemRelease Release, PlanIndex Index, Callers Callers, AccessLog Log, SharedUpdates Updates)
{
    /// <summary>The section's key and the visitor as a caller in its plan; null when there is no such section for them.</summary>
    public async ValueTask<(SectionKey Key, Caller Caller)?> ToSectionAsync(Visitor visitor, SectionId section)
    {
        if (await Index.OfSectionAsync(section) is not { } plan || await Callers.InPlanAsync(visitor, plan) is not { } caller)
            return null;
        return (new SectionKey(plan, section), caller);
    }

    /// <summary>The visitor as a caller in the meeting's plan; null when there is no such meeting for them.</summary>
    public async ValueTask<(PlanId Plan, Caller Caller)?> ToMeetingAsync(Visitor visitor, MeetingId meeting)
    {
        if (await Index.OfMeetingAsync(meeting) is not { } plan || await Callers.InPlanAsync(visitor, plan) is not { } caller)
            return null;
        return (plan, caller);
    }
}
