using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Views;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>Calls of <see cref="ITableClient"/> as messages, each encoded at most once however many connections it goes to.</summary>
internal static class ClientMessages
{
    public static SerializedHubMessage Seated(SeatedEvent message) => Call(nameof(ITableClient.Seated), message);

    public static SerializedHubMessage Updated(UpdatedEvent message) => Call(nameof(ITableClient.Updated), message);

    public static SerializedHubMessage Acknowledged(AcknowledgedEvent message) => Call(nameof(ITableClient.Acknowledged), message);

    public static SerializedHubMessage Refused(RefusedEvent message) => Call(nameof(ITableClient.Refused), message);

    public static SerializedHubMessage Presence(PresenceEvent message) => Call(nameof(ITableClient.Presence), message);

    public static SerializedHubMessage Resync(ResyncEvent message) => Call(nameof(ITableClient.Resync), message);

    public static SerializedHubMessage SectionChanged(SectionChangedEvent message) => Call(nameof(ITableClient.SectionChanged), message);

    public static SerializedHubMessage PlanChanged(PlanView view) => Call(nameof(ITableClient.PlanChanged), view);

    public static SerializedHubMessage MeetingChanged(MeetingView view) => Call(nameof(ITableClient.MeetingChanged), view);

    public static SerializedHubMessage SignedOut(SignedOutEvent message) => Call(nameof(ITableClient.SignedOut), message);

    private static SerializedHubMessage Call(string method, object message) => new(new InvocationMessage(method, [message]));
}
