using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>One struct of an inspected update. Reading what it holds decodes it anew; nothing is kept.</summary>
public readonly ref struct InspectedStruct
{
    private const char CutInTwo = '\uFFFD';
    private readonly UpdateInspection _inspection;
    private readonly int _index;

    internal InspectedStruct(UpdateInspection inspection, int index)
    {
        _inspection = inspection;
        _index = index;
    }

    /// <summary>Who writes it, by client number.</summary>
    public ulong Client => Record.Client;

    /// <summary>The clock of its first unit.</summary>
    public long Clock => Record.Clock;

    /// <summary>Clock units; for text UTF-16 code units; 0 for a gap.</summary>
    public int Length => Record.Length;

    /// <summary>What it holds.</summary>
    public StructKind Kind => Record.Kind;

    /// <summary>Units of it that the document has already; the rest is new.</summary>
    public int KnownLength => (int)Math.Clamp(_inspection.Doc.GetState(Record.Client) - Record.Clock, 0, Record.Length);

    /// <summary>
    /// Whether it is text, and the document has other letters at the same clocks: two replicas wrote under one client. Letters that
    /// were deleted since cannot be compared, nor halves of a character that was cut in two. O(known length).
    /// </summary>
    public bool ContradictsKnown
    {
        get
        {
            var known = KnownLength;
            if (Kind != StructKind.String || known == 0)
                return false;
            var text = GetText().AsSpan();
            var structs = _inspection.Doc.Store.Find(Client)!;
            var index = structs.IndexOf(Clock);
            for (var done = 0; done < known; index++)
            {
                var there = structs[index];
                var offset = (int)(Clock + done - there.Clock);
                var length = Math.Min(there.Length - offset, known - done);
                if (there is Item { Deleted: false, Content: ContentString kept } && !AreSame(text.Slice(done, length), kept.Text.Slice(offset, length)))
                    return true;
                done += length;
            }

            return false;
        }
    }

    /// <summary>The unit to its left when it was written, or <see cref="Id.None"/>.</summary>
    public Id Origin => Record.Origin;

    /// <summary>The unit to its right when it was written, or <see cref="Id.None"/>.</summary>
    public Id RightOrigin => Record.RightOrigin;

    /// <summary>
    /// Whether it becomes one run with the struct before it, which is new too: units of one kind that were written one behind the
    /// other at one place, as typing does. Only what the same update deletes or writes between them keeps them apart.
    /// </summary>
    public bool GoesOn
    {
        get
        {
            if (_index == 0 || Kind is not (StructKind.String or StructKind.Deleted))
                return false;
            ref readonly var left = ref _inspection.Record(_index - 1);
            return left.Client == Client && left.Kind == Kind && left.End == Clock && Origin == new Id(Client, Clock - 1)
                && left.RightOrigin == RightOrigin && left.End > _inspection.Doc.GetState(Client);
        }
    }

    /// <summary>
    /// Structs that move up in memory when runs are cut in two to put it between its origins: at most all those of the client whose
    /// run it is, for each cut. O(log structs).
    /// </summary>
    public long Moves => _inspection.MovesBetween(Origin, RightOrigin);

    /// <summary>Where it would go. O(depth) in nested types.</summary>
    public ItemLocation Location => _inspection.Locate(_index);

    /// <summary>Kind of the shared type it makes.</summary>
    /// <exception cref="InvalidOperationException">It is no <see cref="StructKind.Type"/>.</exception>
    public TypeKind MadeType
    {
        get
        {
            Expect(StructKind.Type);
            return _inspection.KindOf(_index);
        }
    }

    /// <summary>Its text.</summary>
    /// <exception cref="InvalidOperationException">It is no <see cref="StructKind.String"/>.</exception>
    public string GetText()
    {
        Expect(StructKind.String);
        return _inspection.ReadString(Record.ContentAt);
    }

    /// <summary>The name of the attribute it sets.</summary>
    /// <exception cref="InvalidOperationException">It is no <see cref="StructKind.Format"/>.</exception>
    public string GetFormatKey()
    {
        Expect(StructKind.Format);
        return _inspection.ReadString(Record.ContentAt);
    }

    /// <summary>
    /// Its plain values: one per unit for <see cref="StructKind.Any"/> and <see cref="StructKind.Json"/>, one for
    /// <see cref="StructKind.Binary"/>, <see cref="StructKind.Embed"/> and <see cref="StructKind.Format"/>; otherwise none.
    /// </summary>
    public object?[] GetValues()
    {
        var input = new ByteReader(_inspection.Update[Record.ContentAt..]);
        switch (Kind)
        {
            case StructKind.Any:
                var values = new object?[input.ReadCount(1)];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = Any.Read(ref input);
                }
                return values;
            case StructKind.Json:
                var texts = new object?[input.ReadCount(1)];
                for (var i = 0; i < texts.Length; i++)
                {
                    var text = input.ReadVarString();
                    texts[i] = text == "undefined" ? Undefined.Value : JsonText.Parse(text);
                }
                return texts;
            case StructKind.Binary:
                return [input.ReadVarBytes().ToArray()];
            case StructKind.Embed:
                return [JsonText.Parse(input.ReadVarString())];
            case StructKind.Format:
                input.ReadVarBytes();
                return [JsonText.Parse(input.ReadVarString())];
            default:
                return [];
        }
    }

    private ref readonly StructRecord Record => ref _inspection.Record(_index);

    private static bool AreSame(ReadOnlySpan<char> claimed, ReadOnlySpan<char> kept)
    {
        if (claimed.SequenceEqual(kept))
            return true;
        for (var i = 0; i < kept.Length; i++)
        {
            if (claimed[i] != kept[i] && claimed[i] != CutInTwo && kept[i] != CutInTwo)
                return false;
        }

        return true;
    }

    private void Expect(StructKind kind)
    {
        if (Kind != kind)
        {
            throw new InvalidOperationException($"the struct holds {Kind}, not {kind}");
        }
    }
}
