using System.Security.Cryptography;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Views;

/// <summary>
/// Who looks, and what each was last shown. A view goes out only when its own bytes differ from the last ones: a message
/// as such must not tell that something happened that this person may not know.
/// </summary>
/// <typeparam name="TView">The view.</typeparam>
/// <param name="project">A person's view now; null when they may see nothing.</param>
internal sealed class ViewBoard<TView>(Func<PersonId, TView?> project)
    where TView : class
{
    private readonly Dictionary<ReaderId, PersonId> _readers = [];
    private readonly Dictionary<ReaderId, byte[]> _shown = [];
    private readonly Dictionary<string, IReadOnlyList<PersonId>> _elsewhere = [];
    private readonly HashSet<PersonId> _here = [];
    private HashSet<PersonId> _people = [];

    /// <summary>Everybody with at least one connection, here or on another server.</summary>
    public IReadOnlySet<PersonId> People => _people;

    /// <summary>Everybody with at least one connection here.</summary>
    public IReadOnlySet<PersonId> Here => _here;

    public bool IsEmpty => _readers.Count == 0;

    public bool Knows(ReaderId reader) => _readers.ContainsKey(reader);

    /// <summary>A connection begins to look. What it is shown is for the caller to ask, after all that its coming changes.</summary>
    public void Join(ReaderId reader, PersonId person)
    {
        Leave(reader);
        _readers[reader] = person;
        _here.Add(person);
        _people.Add(person);
    }

    /// <summary>Everybody who looks on another server, in place of what it said before.</summary>
    public void JoinElsewhere(string server, IReadOnlyList<PersonId> people)
    {
        if (people.Count > 0)
            _elsewhere[server] = people;
        else
            _elsewhere.Remove(server);
        Gather();
    }

    public void Leave(ReaderId reader)
    {
        _shown.Remove(reader);
        if (!_readers.Remove(reader, out var person) || _readers.ContainsValue(person))
            return;
        _here.Remove(person);
        Gather();
    }

    /// <summary>The view of a connection, which counts as shown.</summary>
    public TView? Show(ReaderId reader)
    {
        var view = project(_readers[reader]);
        if (view is not null)
            _shown[reader] = Digest(view);
        return view;
    }

    /// <summary>What must be sent now. Those who may no longer see anything stop looking. Costs one projection per person.</summary>
    public IReadOnlyList<ViewChange<TView>> Changes()
    {
        var changes = new List<ViewChange<TView>>();
        foreach (var connections in _readers.GroupBy(r => r.Value, r => r.Key).ToList())
        {
            var view = project(connections.Key);
            var digest = view is null ? null : Digest(view);
            foreach (var reader in connections)
            {
                if (digest is null)
                    Leave(reader);
                else if (_shown.TryGetValue(reader, out var shown) && shown.AsSpan().SequenceEqual(digest))
                    continue;
                else
                    _shown[reader] = digest;
                changes.Add(new ViewChange<TView>(reader, view));
            }
        }

        return changes;
    }

    private void Gather() => _people = [.. _here, .. _elsewhere.Values.SelectMany(p => p)];

    private static byte[] Digest(TView view) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(view, DomainJson.Options));
}
