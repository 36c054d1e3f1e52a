using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs.Outgoing;

/// <summary>One message on its way to a client.</summary>
/// <param name="Message">The message; one that goes to many is shared, and is encoded once for all of them.</param>
/// <param name="Bytes">About how much it weighs in memory.</param>
/// <param name="Section">The section that it belongs to; null for others.</param>
/// <param name="Slot">A later frame with the same slot takes its place while it waits (views and presence); null if each one counts.</param>
internal record Frame(SerializedHubMessage Message, int Bytes, SectionId? Section = null, string? Slot = null)
{
    /// <summary>Whether it goes out even when the section's other frames give way: opening again does not bring it back. Default false.</summary>
    public bool Outlasts { get; init; }

    /// <summary>What takes the place of both when an earlier frame of the same slot still waits: this one, as a view says all.</summary>
    /// <param name="waiting">The earlier one.</param>
    public virtual Frame After(Frame waiting) => this;

    /// <summary>A message that weighs what it is on the wire: it is encoded now, and not again when it goes out.</summary>
    /// <param name="message">The message.</param>
    /// <param name="protocol">What the client speaks.</param>
    /// <param name="slot">Its slot.</param>
    public static Frame Of(SerializedHubMessage message, IHubProtocol protocol, string slot) =>
        new(message, message.GetSerializedMessage(protocol).Length, Slot: slot);
}
