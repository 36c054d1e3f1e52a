using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

/// <summary>The Yjs document of a section in memory, and who owns which client in it.</summary>
internal sealed partial class SectionDocument
{
    /// <summary>Owner of the clients under which the server writes: nobody.</summary>
    internal static readonly PersonId Nobody = PersonId.From("");

    /// <summary>Holds no structs and no deletes: to read a state vector without working anything out.</summary>
    private static ReadOnlySpan<byte> NoChange => [0, 0];

    private readonly ulong _serverClient;
    private Doc? _awake;
    private YMap? _awakeItems;
    private ReadOnlyMemory<byte>? _whole;
    private PackedBytes? _packed;
    private byte[]? _stateVector;
    private (byte[] StateVector, byte[] Missing)? _lastDiff;

    public SectionDocument(ulong serverClient, SectionCaps caps)
    {
        _serverClient = serverClient;
        Caps = caps;
        Wake();
    }

    /// <summary>What it holds at most.</summary>
    public SectionCaps Caps { get; }

    public ClientOwners Owners { get; } = new();

    /// <summary>How many items there are, the withdrawn ones counted.</summary>
    public int Count { get; private set; }

    /// <summary>What the document holds, encoded once per state.</summary>
    public ReadOnlyMemory<byte> StateVector => _stateVector ??= Awake.EncodeStateVector();

    /// <summary>The whole document, encoded once per state: all who open at this state share the bytes.</summary>
    public ReadOnlyMemory<byte> Whole => _whole ??= _packed?.Unpack() ?? Encode();

    /// <summary>Bytes of the whole document: exact after an encoding, and never less than that afterwards.</summary>
    public long Size { get; private set; } = 2;

    /// <summary>Runs that it is made of.</summary>
    public int Structs => Awake.StructCount;

    /// <summary>Those of them that a person wrote. Costs a look at each of their clients.</summary>
    public int StructsOf(PersonId person) => Owners.Of(person).Sum(Awake.StructCountOf);

    /// <summary>How many items a person made, the withdrawn ones counted. Costs a pass over the items.</summary>
    public int ItemsOf(PersonId person) => Root.Entries.Count(entry => entry.Value is YMap item && Owners.Of(item.ItemId!.Value.Client) == person);

    private Doc Awake => _awake ?? Wake();

    private YMap Root
    {
        get
        {
            _ = Awake;
            return _awakeItems!;
        }
    }

    /// <summary>Whose a client is; the one under which the server writes is nobody's, from the start.</summary>
    public PersonId? OwnerOf(ulong client) => client == _serverClient ? Nobody : Owners.Of(client);

    public bool Has(ItemId item) => Root.Has(item.Value);

    /// <summary>
    /// Keeps the bytes of the document, packed, and lets go of everything built from them: a tenth of the memory. Whoever opens
    /// is answered from the bytes; the first to change something, or to ask for an item, has it built again.
    /// </summary>
    public void Rest()
    {
        _packed ??= new PackedBytes(Whole.Span);
        _ = StateVector;
        _whole = null;
        _lastDiff = null;
        _foreseen = null;
        DropRehearsal();
        _awake = null;
        _awakeItems = null;
    }

    /// <summary>
    /// What a replica with this state vector misses, or more: everything for a vector beyond
    /// <see cref="SectionCaps.StateVectorBytes"/>. False when the bytes are no state vector.
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
            if (stateVector.Length > Caps.StateVectorBytes)
            {
                Updates.Diff(NoChange, stateVector);
                missing = Whole;
                return true;
            }

            var diff = _awake is { } awake ? awake.EncodeStateAsUpdate(stateVector) : Updates.Diff(Whole.Span, stateVector);
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

    /// <summary>Starts from a snapshot; false when it held something that waited, which is left out.</summary>
    public bool Restore(SectionSnapshot snapshot)
    {
        foreach (var (client, owner) in snapshot.Owners)
        {
            Owners.Bind(client, owner);
        }

        Awake.ApplyUpdate(snapshot.Document.Span);
        var whole = !LeaveOutWaiting();
        Changed();

        // The first to open gets the bytes that were read: they need not be made again.
        if (whole)
            _whole = snapshot.Document;
        Size = snapshot.Document.Length;
        Count = Root.Count;
        return whole;
    }

    /// <summary>
    /// Applies records in their order as one transaction: what they cost together is far less than one by one. Gives the
    /// numbers of those of which something waited, which is left out.
    /// </summary>
    public IReadOnlyList<long> Replay(IReadOnlyList<SectionRecord> records)
    {
        var incomplete = new List<long>();
        if (records.Count == 0)
            return incomplete;
        Awake.Transact(_ =>
        {
            foreach (var record in records)
            {
                Bind(record);
                Awake.ApplyUpdate(record.Payload.Span);
                Size += record.Payload.Length;

                // After each record, so that what is left out depends neither on how many are read at once nor on what follows.
                if (LeaveOutWaiting())
                    incomplete.Add(record.Seq);
            }
        });
        DropRehearsal();
        Changed();
        Count = Root.Count;
        return incomplete;
    }

    /// <summary>Nothing that waits is accepted; an earlier version took some that waited for each other, and nobody could open the section again.</summary>
    private bool LeaveOutWaiting()
    {
        if (!Awake.HasPending)
            return false;
        Awake.DropPending();
        return true;
    }

    /// <exception cref="InvalidOperationException">The update was not in order: something of it waits. The memory must be dropped.</exception>
    private void Apply(UpdateCheck check, PersonId author)
    {
        foreach (var client in check.NewClients)
        {
            Owners.Bind(client, author);
        }

        Awake.ApplyUpdate(check.Update.Span);
        if (Awake.HasPending)
            throw new InvalidOperationException("An update that was found in order builds on something that is not there.");
        KeepRehearsal(check.Update.Span);
        Count += check.MoreItems;
        Changed();
    }

    private void Changed()
    {
        _whole = null;
        _packed = null;
        _stateVector = null;
        _lastDiff = null;
        _foreseen = null;
    }

    private byte[] Encode()
    {
        var whole = Awake.EncodeStateAsUpdate();
        Size = whole.Length;
        return whole;
    }

    private void Bind(SectionRecord record)
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
    }

    private Doc Wake()
    {
        var doc = new Doc(_serverClient);
        var items = doc.GetMap(SectionSchema.Root);
        if (_whole is not null || _packed is not null)
            doc.ApplyUpdate(Whole.Span);
        (_awake, _awakeItems) = (doc, items);
        return doc;
    }
}
