using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>Who moved in a section. One that waits is not lost when the next comes: that one says both, everybody at most once.</summary>
internal sealed record PresenceFrame : Frame
{
    private readonly PeopleChange _change;
    private readonly SharedPresence _presence;
    private readonly IHubProtocol _protocol;

    /// <summary>A frame that weighs what it is on the wire.</summary>
    /// <param name="section">Where.</param>
    /// <param name="change">Without the person whose connection it is.</param>
    /// <param name="presence">Encodes it once for all who are told the same.</param>
    /// <param name="protocol">What the client speaks.</param>
    public PresenceFrame(SectionId section, PeopleChange change, SharedPresence presence, IHubProtocol protocol)
        : this(presence.Of(section, change, protocol), section, change, presence, protocol)
    {
    }

    private PresenceFrame(SerializedHubMessage message, SectionId section, PeopleChange change, SharedPresence presence, IHubProtocol protocol)
        : base(message, message.GetSerializedMessage(protocol).Length, section, $"presence/{section}")
    {
        _change = change;
        _presence = presence;
        _protocol = protocol;
    }

    /// <inheritdoc/>
    public override Frame After(Frame waiting) => waiting is PresenceFrame before && !_change.IsWhole
        ? new PresenceFrame(Section!.Value, before._change.Then(_change), _presence, _protocol)
        : this;
}
