using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>The structs of a decoded update as one stream (Yjs: <c>LazyStructReader</c> in <c>utils/updates.js</c>).</summary>
internal sealed class StructReader
{
    private readonly ClientBlock[] _blocks;
    private readonly bool _filterSkips;
    private int _block;
    private int _at = -1;

    public StructReader(DecodedUpdate update, bool filterSkips)
    {
        _blocks = update.Blocks;
        _filterSkips = filterSkips;
        Next();
    }

    public Struct? Current { get; private set; }

    public Struct? Next()
    {
        do
        {
            Current = Step();
        }
        while (_filterSkips && Current is Skip);
        return Current;
    }

    private Struct? Step()
    {
        _at++;
        while (_block < _blocks.Length)
        {
            if (_at < _blocks[_block].Structs.Length)
            {
                return _blocks[_block].Structs[_at];
            }
            _block++;
            _at = 0;
        }
        return null;
    }
}
