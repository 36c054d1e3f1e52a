namespace RoundTable.Benchmarks.Engine;

/// <summary>The edits of B1 to B3 as the crdt-benchmarks suite draws them, N = 6000, from a fixed seed per benchmark.</summary>
internal static class Inputs
{
    public const int N = 6000;

    /// <summary>Clients of B3: 20 times the root of N.</summary>
    public const int Clients = 1540;

    public static string Word(uint seed, int length) => new Chance(seed).Word(length, length);

    /// <summary>Insertions of words at random places of a text that has <paramref name="length"/> units before.</summary>
    public static Edit[] Insertions(uint seed, int shortest, int longest, int length = 0)
    {
        var chance = new Chance(seed);
        var edits = new Edit[N];
        for (var i = 0; i < N; i++)
        {
            edits[i] = new Edit(chance.Between(0, length), 0, chance.Word(shortest, longest));
            length += edits[i].Insert.Length;
        }
        return edits;
    }

    /// <summary>Insertions and deletions in turn by chance, at random places.</summary>
    public static Edit[] Mixed(uint seed, int length = 0)
    {
        var chance = new Chance(seed);
        var edits = new Edit[N];
        for (var i = 0; i < N; i++)
        {
            edits[i] = Mix(chance, chance.Between(0, length), length);
            length += edits[i].Insert.Length - edits[i].Delete;
        }
        return edits;
    }

    /// <summary>As <see cref="Mixed"/>, with a word inserted before each edit.</summary>
    public static Edit[] MixedAfterWords(uint seed, int length)
    {
        var chance = new Chance(seed);
        var edits = new Edit[2 * N];
        for (var i = 0; i < N; i++)
        {
            var index = chance.Between(0, length);
            var word = new Edit(index, 0, chance.Word(3, 9));
            length += word.Insert.Length;
            var edit = Mix(chance, index, length);
            length += edit.Insert.Length - edit.Delete;
            (edits[2 * i], edits[(2 * i) + 1]) = (word, edit);
        }
        return edits;
    }

    public static double[] Numbers(uint seed)
    {
        var chance = new Chance(seed);
        return [.. Enumerable.Range(0, N).Select(_ => (double)(chance.Next() >> 1))];
    }

    /// <summary>Numbers with the places of a growing list where they go.</summary>
    public static (int Index, double Number)[] PlacedNumbers(uint seed)
    {
        var chance = new Chance(seed);
        return [.. Enumerable.Range(0, N).Select(i => (chance.Between(0, i), (double)(chance.Next() >> 1)))];
    }

    /// <summary>Distinct client ids, so that conflicts fall out alike in both engines.</summary>
    public static ulong[] ClientIds(uint seed, int count)
    {
        var chance = new Chance(seed);
        var ids = new HashSet<ulong>();
        while (ids.Count < count)
            ids.Add(chance.Next());
        return [.. ids];
    }

    private static Edit Mix(Chance chance, int index, int length) =>
        index == length || chance.Below(2) == 1
            ? new Edit(index, 0, chance.Word(2, 10))
            : new Edit(index, chance.Between(1, Math.Min(9, length - index)), "");
}
