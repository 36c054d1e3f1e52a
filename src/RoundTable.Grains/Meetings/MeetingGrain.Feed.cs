using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;

namespace RoundTable.Grains.Meetings;

/// <content>Who is connected on which server.</content>
public sealed partial class MeetingGrain
{
    private IDisposable _elsewhere = null!;

    private string Topic => $"meeting/{Key}";

    /// <summary>Takes over who is connected on another server.</summary>
    internal ValueTask TakeElsewhereAsync(string server, IReadOnlyList<PersonId> people)
    {
        _session.ConnectElsewhere(server, people);
        return FollowAsync();
    }

    private void TellServers()
    {
        var here = _session.Here;
        _talk.Say(Topic, here.Count == 0 ? "" : JsonSerializer.Serialize(here, DomainJson.Options));
    }

    // From any thread. Only asks for a turn; what is lost when the mailbox is full is said again with the next change.
    private void PostElsewhere(string server, string words)
    {
        var people = Read(words);
        _ = _host.Meeting(Id).CallAsync(m => m.TakeElsewhereAsync(server, people));
    }

    // Nobody, when the other server is of a version that says it differently.
    private static IReadOnlyList<PersonId> Read(string words)
    {
        try
        {
            return words.Length == 0 ? [] : JsonSerializer.Deserialize<List<PersonId>>(words, DomainJson.Options) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
