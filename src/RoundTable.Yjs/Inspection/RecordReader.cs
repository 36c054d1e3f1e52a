using System.Text;
using System.Text.Unicode;
using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>Reads the structs of a V1 update into records: checks all that applying checks, and makes no contents.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> update)
{
    private readonly int _mostStructs = update.Length / 2;
    private ByteReader _input = new(update);

    /// <summary>Position behind the structs, where the delete set begins.</summary>
    public readonly int Position => _input.Position;

    public StructRecord[] Read(out int count)
    {
        var clients = _input.ReadCount(2);
        var seen = clients > 1 ? new HashSet<ulong>() : null;
        StructRecord[] records = [];
        count = 0;
        for (var i = 0; i < clients; i++)
        {
            var structs = _input.ReadCount(2);
            var client = _input.ReadVarUint();
            if (seen is not null && !seen.Add(client))
            {
                MalformedUpdateException.Throw("two blocks of one client");
            }
            var clock = (long)_input.ReadVarUint();
            if (records.Length - count < structs)
            {
                Array.Resize(ref records, Math.Max(count + structs, Math.Min(records.Length * 2, _mostStructs)));
            }
            for (var j = 0; j < structs; j++)
            {
                ref var record = ref records[count++];
                record.Client = client;
                record.Clock = clock;
                ReadStruct(ref record);
                clock = record.End;
                if (clock > (long)Limits.MaxSafeInteger)
                {
                    MalformedUpdateException.Throw("integer out of range");
                }
            }
        }
        return records;
    }

    private void ReadStruct(ref StructRecord record)
    {
        var info = _input.ReadUInt8();
        record.Kind = (StructKind)(info & 0x1F);
        record.Origin = Id.None;
        record.RightOrigin = Id.None;
        record.ParentId = Id.None;
        if (record.Kind == StructKind.Skip)
        {
            record.Gap = (long)_input.ReadVarUint();
            return;
        }
        if (record.Kind == StructKind.Gc)
        {
            record.Length = _input.ReadRun();
            if (record.Length == 0)
            {
                MalformedUpdateException.Throw("empty struct");
            }
            return;
        }
        if ((info & 0x80) != 0)
        {
            record.Origin = ReadId(in record);
        }
        if ((info & 0x40) != 0)
        {
            record.RightOrigin = ReadId(in record);
        }
        if ((info & 0xC0) == 0)
        {
            ReadParent(ref record, (info & 0x20) != 0);
        }
        record.ContentAt = _input.Position;
        record.Length = ReadContent(record.Kind);
        if (record.Length == 0)
        {
            MalformedUpdateException.Throw("empty item");
        }
    }

    private void ReadParent(ref StructRecord record, bool hasKey)
    {
        if (_input.ReadVarUint() == 1)
        {
            record.RootAt = _input.Position;
            ReadText();
        }
        else
        {
            record.ParentId = ReadId(in record);
        }
        if (hasKey)
        {
            record.KeyAt = _input.Position;
            ReadText();
        }
    }

    private Id ReadId(in StructRecord record)
    {
        var id = new Id(_input.ReadVarUint(), (long)_input.ReadVarUint());
        if (id.Client == record.Client && id.Clock >= record.Clock)
        {
            MalformedUpdateException.Throw("item refers to its own future");
        }
        return id;
    }

    private int ReadContent(StructKind kind)
    {
        switch (kind)
        {
            case StructKind.Deleted:
                return _input.ReadRun();
            case StructKind.String:
                return ReadText();
            case StructKind.Any:
                var values = _input.ReadCount(1);
                for (var i = 0; i < values; i++)
                {
                    Any.Skip(ref _input);
                }
                return values;
            case StructKind.Json:
                var texts = _input.ReadCount(1);
                for (var i = 0; i < texts; i++)
                {
                    ReadJson();
                }
                return texts;
            case StructKind.Binary:
                _input.ReadVarBytes();
                return 1;
            case StructKind.Embed:
                JsonText.Parse(_input.ReadVarString());
                return 1;
            case StructKind.Format:
                ReadText();
                JsonText.Parse(_input.ReadVarString());
                return 1;
            case StructKind.Type:
                ReadType();
                return 1;
            case StructKind.Doc:
                ReadText();
                if (Any.Read(ref _input) is not YObject)
                {
                    MalformedUpdateException.Throw("sub-document without options");
                }
                return 1;
            default:
                throw new MalformedUpdateException("unknown content");
        }
    }

    private void ReadType()
    {
        var kind = _input.ReadRun();
        if (kind > (int)TypeKind.XmlText)
        {
            MalformedUpdateException.Throw("unknown type");
        }
        if (kind is (int)TypeKind.XmlElement or (int)TypeKind.XmlHook)
        {
            ReadText();
        }
    }

    private void ReadJson()
    {
        var text = _input.ReadVarString();
        if (text != "undefined")
        {
            JsonText.Parse(text);
        }
    }

    /// <returns>The length in UTF-16 units.</returns>
    private int ReadText()
    {
        var utf8 = _input.ReadVarBytes();
        if (!Utf8.IsValid(utf8))
        {
            MalformedUpdateException.Throw("invalid UTF-8");
        }
        return Encoding.UTF8.GetCharCount(utf8);
    }
}
