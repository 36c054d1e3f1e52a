using RoundTable.Domain.Plans;
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
    Caller Caller, FamilyPlan Plan, PublishedMinutes Published, Delivery Delivery, MinutesRendering Rendering, PublishedMinutes? Newer);
