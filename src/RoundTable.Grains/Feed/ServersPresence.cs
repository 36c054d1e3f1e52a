using System.Globalization;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Grains.Sections;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Feed;

/// <summary>Presence by way of what servers say to each other: the plan's last record, and each connection by its id. Only what is different goes out.</summary>
internal sealed class ServersPresence(ServerTalk talk) : IPresenceExchange
{
    private const string PlanKey = "plan";

    public static string TopicOf(SectionKey section) => $"section/{section}";

    public void Publish(SectionKey section, IReadOnlyList<PresenceEntry> here, long plan)
    {
        var words = here.ToDictionary(e => e.Id, e => JsonSerializer.Serialize(e, DomainJson.Options));
        if (here.Count > 0)
            words[PlanKey] = plan.ToString(CultureInfo.InvariantCulture);
        talk.Say(TopicOf(section), words);
    }

    /// <summary>
    /// Reads what another server said, ordered by id, with the last record of the plan that it knew then; nobody, when it is of a version
    /// that says it differently.
    /// </summary>
    public static (IReadOnlyList<PresenceEntry> Entries, long Plan) Read(IReadOnlyDictionary<string, string> words)
    {
        try
        {
            return long.TryParse(words.GetValueOrDefault(PlanKey), CultureInfo.InvariantCulture, out var plan)
                ? ([.. words.Where(w => w.Key != PlanKey).OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => JsonSerializer.Deserialize<PresenceEntry>(w.Value, DomainJson.Options)!)], plan)
                : ([], 0);
        }
        catch (JsonException)
        {
            return ([], 0);
        }
    }
}
