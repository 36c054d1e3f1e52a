using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Looks at what stands in a section before more people read it: a plan does not know the words of its sections. What somebody
/// types between this look and the change is not in it; from the change on the guard on live text knows the newcomers.
/// </summary>
public sealed class SectionAudience(SectionCalls sections)
{
    /// <summary>
    /// The same for treatment content that its professional lets others read; null for every other command. They hear no more
    /// than that these people cannot read it together.
    /// </summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="command">What.</param>
    public async Task<Refusal?> CheckAsync(FamilyPlan plan, PersonId actor, PlanCommand command) => command is ShareTreatment share
        && await CheckAsync(plan, actor, SectionTreatment.SectionOf(plan.Id, actor, share.About), [actor, plan.Director, .. share.Readers]).ConfigureAwait(false) is not null
            ? new Refusal(RefusalCodes.TreatmentReadersApart)
            : null;

    /// <summary>Why this audience may not read the section, or null.</summary>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="actor">Who lets them in.</param>
    /// <param name="section">Which; one that is not there has nothing in it.</param>
    /// <param name="audience">Who would read it.</param>
    public async Task<Refusal?> CheckAsync(FamilyPlan plan, PersonId actor, SectionId section, IReadOnlyCollection<PersonId> audience)
    {
        if (plan.Section(section) is not { } present || audience.All(present.Names))
            return null;
        var items = await sections.ItemsAsync(new SectionKey(plan.Id, section)).ConfigureAwait(false);
        return SectionRules.CheckNewcomers(plan, actor, present, audience, [.. items.Select(i => (i.Speaker, i.Text))]);
    }
}
