using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Feed;

namespace RoundTable.Grains.Meetings;

/// <content>Who is connected on which server.</content>
public sealed partial class MeetingGrain
{
    private ServerWords _elsewhere = null!;
    private bool _peopleMoved;

    private string Topic => $"meeting/{Key}";

    /// <summary>Takes over who is connected on another server.</summary>
    internal ValueTask TakeElsewhereAsync(ServerWords.Word word, IReadOnlyList<PersonId> people)
    {
        if (!_elsewhere.IsNext(word))
            return ValueTask.CompletedTask;
        _session.ConnectElsewhere(word.Server, people);
        _peopleMoved = true;
        return FollowAsync();
    }

    // Nobody is shown who went while it is not known who may see it; nobody says it again, so it is tried again.
    private ValueTask ShowPeopleAsync()
    {
        _peopleMoved = true;
        return ShowSoonAsync();
    }

    private void TellServers()
    {
        var here = _session.Here;
        _talk.Say(Topic, here.Count == 0 ? "" : JsonSerializer.Serialize(here, DomainJson.Options));
    }

    // From any thread.
    private Task TakeWordsAsync(ServerWords.Word word, string words)
    {
        var people = Read(words);
        return _host.Meeting(Id).CallAsync(m => m.TakeElsewhereAsync(word, people));
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
