using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>What was withheld from readers of sections, in order.</summary>
    public ImmutableList<Withholding> Withholdings { get; private init; } = [];

    /// <summary>The deliveries of minutes in which a word was found that was protected after they were sent, on which day, and by which relation.</summary>
    public ImmutableList<(DeliveryId Delivery, DateOnly On, ProtectionId? Relation)> Exposed { get; private init; } = [];

    // Journals of before open such a part at a side, whatever it was taken from.
    private FamilyPlan ApplyWithheld(Withholding withheld) => this with
    {
        Withholdings = Withholdings.Add(withheld),
        Sections = Section(withheld.Section) is { } source && withheld.Into is { } into ? Change(Sections, s => s.Id == into, s => s.ShieldedAs(source)) : Sections,
    };

    /// <summary>Whether a section is closed to somebody until what they may not read has gone from it.</summary>
    /// <param name="person">The person.</param>
    /// <param name="section">The section.</param>
    internal bool Bars(PersonId person, SectionId section) => Withholdings.Exists(w => !w.Done && w.Section == section && w.From.Contains(person));
}
