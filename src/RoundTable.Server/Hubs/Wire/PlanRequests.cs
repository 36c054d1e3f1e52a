using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Wire;

/// <summary>Asks for a plan: the view, and PlanChanged whenever it changes for the caller.</summary>
/// <param name="Plan">The plan.</param>
public sealed record OpenPlanRequest(PlanId Plan);

/// <summary>A command to a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Operation">Made by the client; the same operation is carried out once.</param>
/// <param name="Command">The command.</param>
public sealed record PlanCommandRequest(PlanId Plan, OperationId Operation, PlanCommand Command);

/// <summary>Copies one whole item into another section, through the leak guard.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Operation">Made by the client; the same operation is carried out once.</param>
/// <param name="Section">Where the item is.</param>
/// <param name="Item">The item.</param>
/// <param name="Target">Where it goes.</param>
public sealed record ReleaseItemRequest(PlanId Plan, OperationId Operation, SectionId Section, ItemId Item, SectionId Target);
