using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Somebody who has the plan and the meeting open.</summary>
internal sealed class Watcher(Viewer viewer, ReaderId reader) : IPlanObserver, IMeetingObserver
{
    public ReaderId Reader => reader;

    public void PlanChanged(PlanView view) => viewer.LeftAsJson(Channel.Plan, view);

    public void PlanShut(PlanId plan, Refusal refusal) => viewer.LeftAsJson(Channel.Reply, refusal);

    public void MeetingChanged(MeetingView view) => viewer.LeftAsJson(Channel.Meeting, view);

    public void MeetingShut(MeetingId meeting, Refusal refusal) => viewer.LeftAsJson(Channel.Reply, refusal);
}
