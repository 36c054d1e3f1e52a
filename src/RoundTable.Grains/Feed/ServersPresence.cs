using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Grains.Sections;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Feed;

/// <summary>Presence by way of what servers say to each other.</summary>
internal sealed class ServersPresence(ServerTalk talk) : IPresenceExchange
{
    public static string TopicOf(SectionKey section) => $"section/{section}";

    public void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here, long plan) =>
        talk.Say(TopicOf(section), here.Count == 0 ? "" : JsonSerializer.Serialize(new Said(plan, here), DomainJson.Options));

    /// <summary>
    /// Reads what another server said, with the last record of the plan that it knew then; nobody, when it is of a version that says it
    /// differently.
    /// </summary>
    public static (IReadOnlyList<PresenceEntry> Entries, long Plan) Read(string words)
    {
        try
        {
            return words.Length > 0 && JsonSerializer.Deserialize<Said>(words, DomainJson.Options) is { } said ? (said.Here, said.Plan) : ([], 0);
        }
        catch (JsonException)
        {
            return ([], 0);
        }
    }

    private sealed record Said(long Plan, IReadOnlyList<PresenceEntry> Here);
}
