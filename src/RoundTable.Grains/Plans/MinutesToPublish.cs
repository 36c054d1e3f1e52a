using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Plans;

/// <summary>Minutes that are ready: what each recipient gets, never to change again.</summary>
/// <param name="From">The plan that they were composed from: who may see what, and why.</param>
/// <param name="Publish">The minutes with their deliveries.</param>
/// <param name="Renderings">One per delivery.</param>
public sealed record MinutesToPublish(FamilyPlan From, PublishMinutes Publish, IReadOnlyList<Rendering> Renderings);

/// <summary>The minutes as one recipient may see them.</summary>
/// <param name="Delivery">Which delivery, with its recipient.</param>
/// <param name="Content">The recipient's MinutesContent as JSON in UTF-8.</param>
/// <param name="Sections">Whence its parts come.</param>
public sealed record Rendering(NewDelivery Delivery, ReadOnlyMemory<byte> Content, MinutesSections Sections);
