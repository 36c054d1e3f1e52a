namespace RoundTable.Yjs.Utils;

/// <summary>A list inside its owner: the first element costs no allocation. Most transactions touch one client and one type.</summary>
internal struct ShortList<T>
{
    private T _first;
    private T[]? _more;

    public int Count { get; private set; }

    public T this[int index]
    {
        readonly get => index == 0 ? _first : _more![index - 1];
        set
        {
            if (index == 0)
            {
                _first = value;
            }
            else
            {
                _more![index - 1] = value;
            }
        }
    }

    public void Add(T element)
    {
        if (Count > 0)
        {
            _more ??= new T[3];
            if (_more.Length < Count)
            {
                Array.Resize(ref _more, _more.Length * 2);
            }
        }
        Count++;
        this[Count - 1] = element;
    }

    public readonly T[] ToArray()
    {
        var all = new T[Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = this[i];
        }
        return all;
    }
}
