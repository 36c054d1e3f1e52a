using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Minutes;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>Minutes that somebody may read now.</summary>
/// <param name="Caller">Who reads them.</param>
/// <param name="Plan">The whole plan; never for their eyes.</param>
/// <param name="Published">The minutes.</param>
/// <param name="Delivery">The delivery whose rendering it is.</param>
/// <param name="Rendering">The rendering.</param>
/// <param name="Newer">The newest minutes of the plan that this recipient got, when they are newer than these.</param>
internal sealed record ShelvedMinutes(
    Caller Caller, FamilyPlan Plan, PublishedMinutes Published, Delivery Delivery, MinutesRendering Rendering, PublishedMinutes? Newer)
{
    /// <summary>
    /// What was said to them, as far as it is for whoever reads: one's own, and for the director everybody's. Not for a child that
    /// reads its minutes together with the director: it looks at the same screen.
    /// </summary>
    public IEnumerable<MinutesReaction> Reactions => Published.Reactions.Where(reaction =>
        reaction.By == Delivery.Recipient || (Delivery.Recipient == Plan.Director && LeakGuard.Check(Plan, reaction.Text, [Caller.Person]).Count == 0));
}
