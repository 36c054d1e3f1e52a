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

    private void TellServers() => _talk.Say(Topic, _session.Here.ToDictionary(person => person.Value, _ => ""));

    // From any thread.
    private Task TakeWordsAsync(ServerWords.Word word, IReadOnlyDictionary<string, string> words)
    {
        List<PersonId> people = [.. words.Keys.Order(StringComparer.Ordinal).Select(PersonId.From)];
        return _host.Meeting(Id).CallAsync(m => m.TakeElsewhereAsync(word, people));
    }
}
