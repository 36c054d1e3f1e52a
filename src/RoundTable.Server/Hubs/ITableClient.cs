using RoundTable.Domain.Views;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Hubs;

/// <summary>What the server tells a client of its own accord.</summary>
public interface ITableClient
{
    /// <summary>Whose the connection is.</summary>
    Task Seated(SeatedEvent message);

    /// <summary>Somebody else wrote.</summary>
    Task Updated(UpdatedEvent message);

    /// <summary>A push is durable.</summary>
    Task Acknowledged(AcknowledgedEvent message);

    /// <summary>A push was refused.</summary>
    Task Refused(RefusedEvent message);

    /// <summary>Others moved.</summary>
    Task Presence(PresenceEvent message);

    /// <summary>Frames were dropped: open the section again.</summary>
    Task Resync(ResyncEvent message);

    /// <summary>Rights in a section changed.</summary>
    Task SectionChanged(SectionChangedEvent message);

    /// <summary>The caller's view of a plan changed.</summary>
    Task PlanChanged(PlanView view);

    /// <summary>The caller's view of a meeting changed.</summary>
    Task MeetingChanged(MeetingView view);

    /// <summary>The session has ended.</summary>
    Task SignedOut(SignedOutEvent message);
}
