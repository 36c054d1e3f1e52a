namespace RoundTable.Yjs.Utils;

/// <summary>The root types by name; most documents have few.</summary>
internal sealed class Roots
{
    private const int Linear = 8;
    private readonly List<YType> _all = new(1);
    private Dictionary<string, int>? _byName;

    public IReadOnlyList<YType> All => _all;

    public YType? Find(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? null : _all[index];
    }

    /// <summary>Adds a root, or puts it in the place of the one with its name.</summary>
    public void Set(YType type)
    {
        var index = IndexOf(type.RootName!);
        if (index >= 0)
        {
            _all[index] = type;
            return;
        }
        _all.Add(type);
        _byName?.Add(type.RootName!, _all.Count - 1);
    }

    private int IndexOf(string name)
    {
        if (_all.Count > Linear)
        {
            _byName ??= Index();
            return _byName.TryGetValue(name, out var index) ? index : -1;
        }
        for (var i = 0; i < _all.Count; i++)
        {
            if (_all[i].RootName == name)
            {
                return i;
            }
        }
        return -1;
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(_all.Count * 2);
        for (var i = 0; i < _all.Count; i++)
        {
            index.Add(_all[i].RootName!, i);
        }
        return index;
    }
}
