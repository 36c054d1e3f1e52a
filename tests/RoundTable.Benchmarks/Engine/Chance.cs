namespace RoundTable.Benchmarks.Engine;

/// <summary>Seeded numbers (mulberry32), the same in the Node twin: both engines get the same work.</summary>
internal sealed class Chance(uint seed)
{
    private uint _state = seed;

    public uint Next()
    {
        unchecked
        {
            _state += 0x6D2B79F5;
            var t = (_state ^ (_state >> 15)) * (1 | _state);
            t = (t + ((t ^ (t >> 7)) * (61 | t))) ^ t;
            return t ^ (t >> 14);
        }
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1; 0 when the limit is 0.</summary>
    public int Below(int limit) => limit == 0 ? 0 : (int)(Next() % (uint)limit);

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => min + Below(max - min + 1);

    /// <summary>A string of small letters.</summary>
    public string Word(int min, int max) =>
        string.Create(Between(min, max), this, static (letters, chance) =>
        {
            foreach (ref var letter in letters)
                letter = (char)('a' + chance.Below(26));
        });
}
