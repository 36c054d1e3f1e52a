using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Grains.Sections;

namespace RoundTable.Grains.Plans;

/// <summary>Reads the whole safety card. For the server itself: every reader gets it through a projection.</summary>
public sealed class CardReading
{
    private readonly SectionCalls _sections;

    /// <summary>Creates the reading over the sections.</summary>
    public CardReading(SectionCalls sections) => _sections = sections;

    /// <summary>The items of every section that were not taken off the table; one pass over all sections.</summary>
    /// <param name="plan">The plan.</param>
    public async Task<IReadOnlyList<CardItemText>> ItemsAsync(FamilyPlan plan)
    {
        var texts = new List<CardItemText>();
        foreach (var section in plan.Sections)
        {
            foreach (var item in await _sections.ItemsAsync(new SectionKey(plan.Id, section.Id)).ConfigureAwait(false))
            {
                if (!item.Withdrawn && !string.IsNullOrWhiteSpace(item.Text))
                    texts.Add(new CardItemText(section.Id, item.Id, item.Column, item.Kind, item.Speaker, item.Author, item.Order, item.Text));
            }
        }

        return texts;
    }
}
