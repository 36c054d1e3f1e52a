using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>A casebook family as it is just before its first meeting, as the steps that bring it about.</summary>
/// <param name="Case">The casebook's letter.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Director">Who opens the plan.</param>
/// <param name="Setups">To carry out in this order.</param>
/// <param name="Items">The card.</param>
/// <param name="Commitments">Proposed by the director.</param>
/// <param name="Guests">Who gets a personal link.</param>
internal sealed record DemoFamily(
    string Case,
    PlanId Plan,
    Person Director,
    IReadOnlyList<PlanSetup> Setups,
    IReadOnlyList<DemoItem> Items,
    IReadOnlyList<ProposeCommitment> Commitments,
    IReadOnlyList<DemoGuest> Guests);

/// <summary>An item of the card.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Section">Where it stands.</param>
/// <param name="Released">Whether that section takes whole items only.</param>
/// <param name="Author">Who types it.</param>
/// <param name="Speaker">Whose words it holds.</param>
/// <param name="Column">The part of the card.</param>
/// <param name="Kind">What sort of statement it is.</param>
/// <param name="Order">Its place.</param>
/// <param name="Text">The text.</param>
internal sealed record DemoItem(
    ItemId Id,
    SectionId Section,
    bool Released,
    PersonId Author,
    PersonId Speaker,
    CardColumn Column,
    ItemKind Kind,
    double Order,
    string Text);

/// <summary>Somebody with a personal link.</summary>
/// <param name="Person">Who.</param>
/// <param name="Meeting">The meeting where they have a seat, or null.</param>
internal sealed record DemoGuest(Person Person, MeetingId? Meeting);
