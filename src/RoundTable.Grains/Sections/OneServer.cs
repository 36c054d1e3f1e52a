using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>There are no other servers to tell.</summary>
internal sealed class OneServer : IPresenceExchange
{
    public void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here)
    {
    }
}
