using System.Collections.Frozen;
using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// Which person each Yjs client id belongs to: the one whose update first used it, for ever. So the author of every
/// character is known and cannot be forged.
/// </summary>
internal sealed class ClientOwners
{
    private readonly Dictionary<ulong, PersonId> _owners = [];
    private readonly Dictionary<PersonId, List<ulong>> _clients = [];

    public IReadOnlyDictionary<ulong, PersonId> All => _owners;

    public PersonId? Of(ulong client) => _owners.TryGetValue(client, out var owner) ? owner : null;

    /// <summary>How many clients a person has.</summary>
    public int CountOf(PersonId person) => Of(person).Count;

    /// <summary>The clients of a person.</summary>
    public IReadOnlyList<ulong> Of(PersonId person) => _clients.TryGetValue(person, out var clients) ? clients : [];

    public void Bind(ulong client, PersonId owner)
    {
        if (!_owners.TryAdd(client, owner))
            return;
        if (_clients.TryGetValue(owner, out var clients))
            clients.Add(client);
        else
            _clients[owner] = [client];
    }

    /// <summary>The clients of these people, without those of others. Costs a pass over all clients.</summary>
    public IReadOnlyDictionary<ulong, PersonId> Of(FrozenSet<PersonId> people, FrozenSet<PersonId> without)
    {
        var clients = new Dictionary<ulong, PersonId>();
        foreach (var (client, owner) in _owners)
        {
            if (people.Contains(owner) && !without.Contains(owner))
                clients.Add(client, owner);
        }

        return clients;
    }
}
