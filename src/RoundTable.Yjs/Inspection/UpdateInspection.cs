using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

/// <summary>
/// A V1 update, read and checked against a document without changing it: what it would insert where, and what it would delete.
/// It borrows the bytes and looks at the document as it is: use it before the next change, on the stack.
/// </summary>
public readonly ref partial struct UpdateInspection
{
    private readonly Doc _doc;
    private readonly ReadOnlySpan<byte> _update;
    private readonly StructRecord[] _records;
    private readonly int _count;
    private readonly int _deletesAt;

    internal UpdateInspection(Doc doc, ReadOnlySpan<byte> update, int mostStructBytes)
    {
        var reader = new RecordReader(update[..Math.Min(update.Length, mostStructBytes)]);
        _doc = doc;
        _update = update;
        _records = reader.Read(out _count);
        _deletesAt = reader.Position;
        ReadLength = CheckDeletes();
        LinkRecords();
    }

    /// <summary>Bytes up to the end of the update; what follows them is ignored when it is applied, as in Yjs.</summary>
    public int ReadLength { get; }

    /// <summary>Number of structs, gaps included.</summary>
    public int StructCount => _count;

    /// <summary>The structs, clients from the highest down, each by clock; for <c>foreach</c>.</summary>
    public StructEnumerator Structs => new(this);

    /// <summary>The deleted ranges, in the order of the bytes; for <c>foreach</c>.</summary>
    public DeleteEnumerator Deletes => new(this);

    /// <summary>A struct by its position among all.</summary>
    public InspectedStruct this[int index] => new(this, index);

    internal Doc Doc => _doc;

    internal ReadOnlySpan<byte> Update => _update;

    internal ref readonly StructRecord Record(int index) => ref _records.AsSpan(0, _count)[index];

    // Every range is read once, so that enumerating cannot fail later.
    private int CheckDeletes()
    {
        var input = new ByteReader(_update[_deletesAt..]);
        for (var clients = input.ReadCount(2); clients > 0; clients--)
        {
            input.ReadVarUint();
            for (var ranges = input.ReadCount(2); ranges > 0; ranges--)
            {
                if (input.ReadVarUint() + input.ReadVarUint() > Limits.MaxSafeInteger)
                {
                    MalformedUpdateException.Throw("integer out of range");
                }
            }
        }
        return _deletesAt + input.Position;
    }

    /// <summary>Enumerates structs.</summary>
    public ref struct StructEnumerator
    {
        private readonly UpdateInspection _inspection;
        private int _index;

        internal StructEnumerator(UpdateInspection inspection)
        {
            _inspection = inspection;
            _index = -1;
        }

        /// <summary>The struct reached.</summary>
        public readonly InspectedStruct Current => new(_inspection, _index);

        /// <summary>Goes on.</summary>
        public bool MoveNext() => ++_index < _inspection._count;

        /// <summary>The enumerator itself.</summary>
        public readonly StructEnumerator GetEnumerator() => this;
    }

    /// <summary>Enumerates deleted ranges.</summary>
    public ref struct DeleteEnumerator
    {
        private readonly Doc _doc;
        private ByteReader _input;
        private int _clients;
        private int _ranges;
        private ulong _client;

        internal DeleteEnumerator(UpdateInspection inspection)
        {
            _doc = inspection._doc;
            _input = new(inspection._update[inspection._deletesAt..]);
            _clients = _input.ReadCount(2);
            Current = default;
        }

        /// <summary>The range reached.</summary>
        public InspectedDelete Current { get; private set; }

        /// <summary>Goes on.</summary>
        public bool MoveNext()
        {
            while (_ranges == 0)
            {
                if (_clients-- == 0)
                {
                    return false;
                }
                _client = _input.ReadVarUint();
                _ranges = _input.ReadCount(2);
            }
            _ranges--;
            Current = new(_doc, _client, (long)_input.ReadVarUint(), (long)_input.ReadVarUint());
            return true;
        }

        /// <summary>The enumerator itself.</summary>
        public readonly DeleteEnumerator GetEnumerator() => this;
    }
}
