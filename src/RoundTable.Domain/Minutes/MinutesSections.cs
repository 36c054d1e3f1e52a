using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Minutes;

/// <summary>
/// From which sections the parts of minutes come, in their order. Kept beside the minutes: any may have to wait on their way, who may
/// read a section can change before they go, and then they come to their recipient for the first time.
/// </summary>
/// <param name="Card">Of each item of the card.</param>
/// <param name="Commitments">Of each commitment.</param>
/// <param name="LookedBack">Of each commitment that is looked back on.</param>
public sealed record MinutesSections(IReadOnlyList<SectionId> Card, IReadOnlyList<SectionId> Commitments, IReadOnlyList<SectionId> LookedBack)
{
    /// <summary>
    /// The minutes without what comes from a section that their recipient does not read, and did not when they first opened them; the
    /// same when that is nothing.
    /// </summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="content">The minutes as they were made.</param>
    /// <param name="delivery">Their delivery.</param>
    public MinutesContent ReadBy(FamilyPlan plan, MinutesContent content, Delivery delivery)
    {
        var (now, then) = (SectionsRead.By(plan, delivery.Recipient), delivery.OpenedWith);
        var closed = Card.Where(s => !now.Card.Contains(s) && then?.Card.Contains(s) != true).ToHashSet();
        var untold = Commitments.Concat(LookedBack).Where(s => !now.Agreements.Contains(s) && then?.Agreements.Contains(s) != true).ToHashSet();
        return closed.Count + untold.Count == 0 ? content : content with
        {
            Card = [.. content.Card.Where((_, i) => !closed.Contains(Card[i]))],
            Commitments = Told(content.Commitments, Commitments),
            LookedBack = Told(content.LookedBack, LookedBack),
        };

        IReadOnlyList<MinutesCommitment> Told(IReadOnlyList<MinutesCommitment> list, IReadOnlyList<SectionId> sections) =>
            [.. list.Where((_, i) => !untold.Contains(sections[i])).Select((c, i) => c with { Number = i + 1 })];
    }
}
