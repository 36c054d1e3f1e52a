using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Grains;
using RoundTable.Grains.Sections;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Api;

/// <summary>History as one viewer may see it: without people whom they may not know of.</summary>
internal sealed class HistoryView(FamilyPlan plan, PersonId viewer)
{
    public static async ValueTask<HistoryView> ForAsync(TableDoor door, PlanId plan, Caller caller) =>
        new(await door.Grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true)), caller.Person);

    public HistoryReply Of(SectionHistoryPage page) => new(
        [.. page.Steps.Select(step => new StepReply(
            step.Seq,
            step.From,
            step.Until,
            [.. step.Items.Select(version => new VersionReply(Of(version.Item), [.. version.By.Where(Knows)]))]))],
        page.HasEarlier,
        [.. page.Moments.Select(moment => new MomentReply(moment.Kind, moment.Name, moment.Meeting, moment.At, moment.Seq))]);

    public ThenReply Of(SectionThen then) => new(then.Seq, then.At, [.. then.Items.Select(Of)]);

    private PastItem Of(CardItem item) =>
        new(item.Id, item.Column, item.Kind, Known(item.Speaker), Known(item.Author), item.Withdrawn, item.Text);

    private PersonId? Known(PersonId? person) => person is { } someone && Knows(someone) ? someone : null;

    private bool Knows(PersonId person) => Visibility.Knows(plan, viewer, person);
}
