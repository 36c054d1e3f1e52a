using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

/// <summary>What comes to light while an update is looked over. Everything that is not known to be good is refused.</summary>
/// <param name="document">What it would change.</param>
/// <param name="author">Whose it is.</param>
/// <param name="shares">Whether others type there too, for whom there must be room.</param>
internal sealed partial class UpdateFindings(SectionDocument document, PersonId author, bool shares)
{
    private static readonly HashSet<string> NoItems = [];
    private static readonly List<ulong> NoClients = [];
    private static readonly HashSet<ItemId> NoTypedIn = [];

    /// <summary>Ranges may overlap in hostile updates: so the work is bounded, not only the bytes.</summary>
    private const int MaxHits = 400_000;

    private HashSet<string> _newItems = NoItems;
    private List<ulong> _newClients = NoClients;
    private HashSet<ItemId> _typedInGone = NoTypedIn;
    private List<SetField>? _setFields;
    private List<PersonId>? _speakers;
    private Dictionary<YType, long>? _grown;
    private ulong _judgedClient = ulong.MaxValue;
    private int _hits;

    public string? RefusalCode { get; private set; }

    /// <summary>Whether the document would be different afterwards.</summary>
    public bool ChangesSomething { get; private set; }

    /// <summary>Whether it deletes again what is deleted.</summary>
    public bool RepeatsDeletes { get; private set; }

    /// <summary>Whether only a copy can tell if all items stay whole.</summary>
    public bool NeedsTrial { get; private set; }

    public IReadOnlyList<ulong> NewClients => _newClients;

    /// <summary>Items whose words moved away, into which it types: good only when it puts them back on the table.</summary>
    public IReadOnlyCollection<ItemId> TypedInGone => _typedInGone;

    /// <summary>The items whose text is another one afterwards; new ones too.</summary>
    public IEnumerable<ItemId> ChangedTexts() =>
        (_grown?.Keys ?? Enumerable.Empty<YType>()).Select(text => text.Parent?.ParentKey).OfType<string>().Concat(_newItems).Distinct().Select(ItemId.From);

    /// <summary>Whom it names as speakers.</summary>
    public IReadOnlyList<PersonId> Speakers => _speakers ?? [];

    /// <summary>Whether it holds structs, or parts of structs, that the document has.</summary>
    /// <param name="inspection">The update.</param>
    /// <param name="contradicts">
    /// Whether the document has other letters there: somebody else wrote there first under the same client, and passing it over would
    /// call words saved that are nowhere.
    /// </param>
    public static bool Repeats(UpdateInspection inspection, out bool contradicts)
    {
        var repeats = false;
        contradicts = false;
        foreach (var made in inspection.Structs)
        {
            repeats |= made.KnownLength > 0 || made.Kind == StructKind.Skip;
            contradicts |= made.ContradictsKnown;
        }

        return repeats;
    }

    /// <param name="inspection">What the document does not have yet.</param>
    public void LookAtStructs(UpdateInspection inspection)
    {
        foreach (var made in inspection.Structs)
        {
            if (made.Kind == StructKind.Skip)
                continue;
            ChangesSomething = true;
            if ((JudgeClient(made.Client) ?? JudgePlace(made, inspection.StructCount)) is { } code)
            {
                RefusalCode = code;
                return;
            }
        }

        JudgeSteps();
    }

    public void LookAtDeletes(UpdateInspection inspection)
    {
        if (RefusalCode is not null)
            return;
        foreach (var deleted in inspection.Deletes)
        {
            if (deleted.IsDone(MaxHits - _hits, out var done))
            {
                _hits += done;
                RepeatsDeletes = true;
                continue;
            }

            JudgeUnits(deleted);
            NoteCuts(inspection.OwnCuts(deleted), deleted, inspection);
            foreach (var hit in deleted.Hits())
            {
                if (++_hits > MaxHits)
                {
                    RefusalCode = RefusalCodes.SectionTooLarge;
                    return;
                }

                if (!hit.Live)
                    continue;
                ChangesSomething = true;
                NoteCuts(hit.Cuts, deleted, inspection);
                if (JudgeHit(hit) is { } code)
                {
                    RefusalCode = code;
                    return;
                }
            }
        }

        JudgeCuts();
        if (_grown is null)
            return;
        foreach (var (text, change) in _grown)
        {
            // Letters that it makes and takes away again are counted here too: what remains is for a trial to measure.
            NeedsTrial |= change > 0 && text.Length + change > document.Caps.ItemLength;
        }
    }

    private string? JudgeClient(ulong client)
    {
        if (client == _judgedClient)
            return null;
        var owner = document.OwnerOf(client);
        if (owner is null)
        {
            if (_newClients.Count >= SectionLimits.NewClients
                || document.Owners.CountOf(author) + _newClients.Count >= document.Caps.ClientsPerPerson)
                return SessionCodes.SectionTooManyClients;
            _newClients = _newClients == NoClients ? [client] : [.. _newClients, client];
        }
        else if (owner != author)
        {
            return RefusalCodes.SectionForeignClient;
        }

        _judgedClient = client;
        return null;
    }

    private string? JudgePlace(InspectedStruct made, int all)
    {
        var place = made.Location;
        if (place.State != LocationState.Resolved || place.Root != SectionSchema.Root)
            return RefusalCodes.SectionSchema;
        if (JudgeRoom(made, place.Depth > 0 ? place.Parent : null, all) is { } code)
            return code;
        return place.Depth switch
        {
            0 => JudgeNewItem(made, place.Key),
            1 => JudgeField(made, place),
            2 => JudgeText(made, place),
            _ => RefusalCodes.SectionSchema,
        };
    }

    private string? JudgeNewItem(InspectedStruct made, string? key)
    {
        if (key is null || !SectionSchema.IsItemId(key) || made.Kind != StructKind.Type || made.MadeType != TypeKind.Map || document.Has(ItemId.From(key)))
            return RefusalCodes.SectionSchema;
        if (_newItems == NoItems)
            _newItems = [];
        NeedsTrial = true;
        return _newItems.Add(key) ? null : RefusalCodes.SectionSchema;
    }

    private string? JudgeField(InspectedStruct made, ItemLocation place)
    {
        if (place.Key is not { } key)
            return RefusalCodes.SectionSchema;
        if (key == SectionSchema.Text)
        {
            return place.Parent is null && made.Kind == StructKind.Type && made.MadeType == TypeKind.Text
                ? null
                : RefusalCodes.SectionSchema;
        }

        if (made.Kind == StructKind.Any)
        {
            var values = made.GetValues();
            if (values.Length != 1 || !SectionSchema.Allows(key, values[0]))
                return RefusalCodes.SectionSchema;
            if (key == SectionSchema.Speaker && values[0] is string { Length: > 0 } speaker)
                (_speakers ??= []).Add(PersonId.From(speaker));
        }
        else if (made.Kind != StructKind.Deleted || !SectionSchema.IsPlainField(key))
        {
            return RefusalCodes.SectionSchema;
        }

        if (place.Parent is { } parent)
            NoteSetField(new SetField(parent, key, new Id(made.Client, made.Clock), made.Origin), made.Kind);
        return null;
    }

    /// <summary>One value that follows on the present one is the usual case; anything else is tried out.</summary>
    private void NoteSetField(SetField set, StructKind kind)
    {
        if (NeedsTrial)
            return;
        _setFields ??= [];
        NeedsTrial = kind != StructKind.Any || _setFields.Count >= SectionSchema.PlainFields.Length
            || _setFields.Exists(f => f.Item == set.Item && f.Key == set.Key);
        _setFields.Add(set);
    }

    private string? JudgeText(InspectedStruct made, ItemLocation place)
    {
        if (place.Key is not null || place.ParentKind != TypeKind.Text || made.Kind is not (StructKind.String or StructKind.Deleted))
            return RefusalCodes.SectionSchema;
        if (place.Parent is { } text && made.Kind == StructKind.String)
        {
            Grow(text, made.Length);
            NoteTyping(text);
        }

        return null;
    }

    private void NoteTyping(YType text)
    {
        if (text.Length > 0 || ItemId.From(text.Parent!.ParentKey!) is var item && !document.IsGone(item))
            return;
        if (_typedInGone == NoTypedIn)
            _typedInGone = [];
        _typedInGone.Add(item);
        NeedsTrial = true;
    }

    /// <summary>Units that the update both makes and deletes: of a field, only a trial can tell what remains.</summary>
    private void JudgeUnits(InspectedDelete deleted)
    {
        if (NeedsTrial || _setFields is null)
            return;
        foreach (var set in _setFields)
        {
            NeedsTrial |= set.Unit.Client == deleted.Client && set.Unit.Clock >= deleted.Clock && set.Unit.Clock - deleted.Clock < deleted.Length;
        }
    }

    private string? JudgeHit(DeletedRun hit)
    {
        var place = hit.Location;
        if (place.Depth == 2 && hit.Kind == StructKind.String)
        {
            Grow(place.Parent!, -hit.Length);
            return null;
        }

        if (place.Depth != 1 || place.Key is not { } key || !SectionSchema.IsPlainField(key))
            return RefusalCodes.SectionSchema;
        NeedsTrial |= _setFields is null || !_setFields.Exists(f => f.Item == place.Parent && f.Key == key && f.After == hit.Id);
        return null;
    }

    private void Grow(YType text, long units)
    {
        _grown ??= [];
        _grown[text] = _grown.GetValueOrDefault(text) + units;
    }

    /// <summary>A new value of a field.</summary>
    private readonly record struct SetField(YType Item, string Key, Id Unit, Id After);
}
