using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>Minutes that somebody got, for a decision about what is protected from them.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Text">Everything in them that somebody else wrote or is called.</param>
public sealed record StandingMinutes(DeliveryId Delivery, string Text);
