using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Grains.Sections;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Feed;

/// <summary>Presence by way of what servers say to each other.</summary>
internal sealed class ServersPresence(ServerTalk talk) : IPresenceExchange
{
    public static string TopicOf(SectionKey section) => $"section/{section}";

    public void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here) =>
        talk.Say(TopicOf(section), here.Count == 0 ? "" : JsonSerializer.Serialize(here, DomainJson.Options));

    /// <summary>Reads what another server said; nobody, when it is of a version that says it differently.</summary>
    public static IReadOnlyList<PresenceEntry> Read(string words)
    {
        try
        {
            return words.Length == 0 ? [] : JsonSerializer.Deserialize<List<PresenceEntry>>(words, DomainJson.Options) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
