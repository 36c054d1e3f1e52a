using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;

namespace RoundTable.Server.Hubs;

/// <summary>The live door of the web client (design D5). Each method hands its request to the connection and nothing else.</summary>
[Authorize(Policy = SessionPolicies.Full)]
internal sealed class TableHub : Hub<ITableClient>
{
    private readonly LiveConnections _connections;

    /// <summary>Creates the hub; SignalR does, for each call.</summary>
    public TableHub(LiveConnections connections) => _connections = connections;

    private TableConnection Connection => _connections.Of(Context);

    /// <inheritdoc/>
    public override Task OnConnectedAsync() => _connections.AddAsync(Context);

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception) => _connections.RemoveAsync(Context);

    /// <summary>Opens a section and follows it.</summary>
    public Task<OpenSectionReply> OpenSection(OpenSectionRequest request) => Connection.OpenSectionAsync(request);

    /// <summary>Writes into an open section; answered by Acknowledged or Refused.</summary>
    public Task PushUpdate(PushUpdateRequest request) => Connection.PushUpdateAsync(request);

    /// <summary>Follows a section no longer.</summary>
    public Task CloseSection(CloseSectionRequest request) => Connection.CloseSectionAsync(request);

    /// <summary>Tells where the caller is.</summary>
    public Task SetPresence(SetPresenceRequest request) => Connection.SetPresenceAsync(request);

    /// <summary>Shows a plan and follows it.</summary>
    public Task<OpenPlanReply> OpenPlan(OpenPlanRequest request) => Connection.OpenPlanAsync(request);

    /// <summary>Carries out a command to a plan.</summary>
    public Task<CommandReply> PlanCommand(PlanCommandRequest request) => Connection.PlanCommandAsync(request);

    /// <summary>Releases an item into another section.</summary>
    public Task<CommandReply> ReleaseItem(ReleaseItemRequest request) => Connection.ReleaseItemAsync(request);

    /// <summary>Shows a meeting and follows it.</summary>
    public Task<OpenMeetingReply> OpenMeeting(OpenMeetingRequest request) => Connection.OpenMeetingAsync(request);

    /// <summary>Carries out a command to a meeting.</summary>
    public Task<CommandReply> MeetingCommand(MeetingCommandRequest request) => Connection.MeetingCommandAsync(request);

    /// <summary>Follows a meeting no longer.</summary>
    public Task CloseMeetingView(CloseMeetingViewRequest request) => Connection.CloseMeetingViewAsync(request);
}
