using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

/// <summary>The Yjs document of a section in memory, and who owns which client in it.</summary>
internal sealed partial class SectionDocument
{
    /// <summary>Owner of the clients under which the server writes: nobody.</summary>
    private static readonly PersonId Nobody = PersonId.From("");

    /// <summary>Holds no structs and no deletes: to read a state vector without working anything out.</summary>
    private static ReadOnlySpan<byte> NoChange => [0, 0];

    private readonly Doc _doc;
    private readonly YMap _items;
    private byte[]? _whole;
    private byte[]? _stateVector;
    private (byte[] StateVector, byte[] Missing)? _lastDiff;

    public SectionDocument(ulong serverClient)
    {
        _doc = new Doc(serverClient);
        _items = _doc.GetMap(SectionSchema.Root);
    }

    public ClientOwners Owners { get; } = new();

    /// <summary>How many items there are, the withdrawn ones counted.</summary>
    public int Count { get; private set; }

    /// <summary>What the document holds, encoded once per state.</summary>
    public ReadOnlyMemory<byte> StateVector => _stateVector ??= _doc.EncodeStateVector();

    /// <summary>The whole document, encoded once per state: all who open at this state share the bytes.</summary>
    private byte[] Whole => _whole ??= _doc.EncodeStateAsUpdate();

    /// <summary>Whose a client is; the one under which the server writes is nobody's, from the start.</summary>
    public PersonId? OwnerOf(ulong client) => client == _doc.ClientId ? Nobody : Owners.Of(client);

    public bool Has(ItemId item) => _items.Has(item.Value);

    /// <summary>
    /// What a replica with this state vector misses, or more: everything for a vector beyond
    /// <see cref="SectionLimits.StateVectorBytes"/>. False when the bytes are no state vector.
    /// </summary>
    public bool TryDiff(ReadOnlySpan<byte> stateVector, out ReadOnlyMemory<byte> missing)
    {
        if (stateVector.IsEmpty || (stateVector.Length == 1 && stateVector[0] == 0))
        {
            missing = Whole;
            return true;
        }

        // After a failure everybody comes back with the same state vector.
        if (_lastDiff is { } last && stateVector.SequenceEqual(last.StateVector))
        {
            missing = last.Missing;
            return true;
        }

        try
        {
            if (stateVector.Length > SectionLimits.StateVectorBytes)
            {
                Updates.Diff(NoChange, stateVector);
                missing = Whole;
                return true;
            }

            var diff = _doc.EncodeStateAsUpdate(stateVector);
            _lastDiff = (stateVector.ToArray(), diff);
            missing = diff;
            return true;
        }
        catch (MalformedUpdateException)
        {
            missing = default;
            return false;
        }
    }

    public SectionSnapshot Snapshot() => new(Owners.All, Whole);

    public void Restore(SectionSnapshot snapshot)
    {
        foreach (var (client, owner) in snapshot.Owners)
        {
            Owners.Bind(client, owner);
        }

        _doc.ApplyUpdate(snapshot.Document.Span);
        if (_doc.HasPending)
            throw new InvalidDataException("The section snapshot builds on something that it does not hold.");
        Changed();
        Count = _items.Count;
    }

    public void Replay(SectionRecord record)
    {
        var author = record.Kind switch
        {
            SectionRecord.Pushed => PersonId.From(record.Author),
            SectionRecord.Written => Nobody,
            _ => throw new InvalidDataException($"A section has no records of kind {record.Kind}."),
        };
        foreach (var client in Updates.ParseMeta(record.Payload.Span).From.Keys)
        {
            Owners.Bind(client, author);
        }

        _doc.ApplyUpdate(record.Payload.Span);
        if (_doc.HasPending)
            throw new InvalidDataException($"Section record {record.Seq} builds on something that no earlier record holds.");
        Changed();
        Count = _items.Count;
    }

    /// <summary>Applies an update that was found in order.</summary>
    public void Apply(UpdateCheck check, PersonId author)
    {
        foreach (var client in check.NewClients)
        {
            Owners.Bind(client, author);
        }

        _doc.ApplyUpdate(check.Update.Span);
        KeepRehearsal(check.Update.Span);
        Count += check.NewItems;
        Changed();
    }

    private void Changed()
    {
        _whole = null;
        _stateVector = null;
        _lastDiff = null;
    }
}
