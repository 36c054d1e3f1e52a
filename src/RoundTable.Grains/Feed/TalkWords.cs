using System.Collections.Frozen;
using System.Text;

namespace RoundTable.Grains.Feed;

/// <summary>
/// What a server says under a topic, by key, and what is different between two of those, as text: a line for each key with its value, and
/// the key alone for what is taken back. A key has no space, and neither has a line feed.
/// </summary>
internal static class TalkWords
{
    /// <summary>Nothing is said.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether the same is said.</summary>
    public static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(w => other.TryGetValue(w.Key, out var value) && value == w.Value);

    /// <summary>From what was said before to what is said now; from <see cref="None"/> it is all of it.</summary>
    public static string Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in now)
        {
            if (before.GetValueOrDefault(key) != value)
                text.Append(key).Append(' ').Append(value).Append('\n');
        }

        foreach (var key in before.Keys.Where(key => !now.ContainsKey(key)))
            text.Append(key).Append('\n');
        return text.ToString();
    }

    /// <summary>What is said now, by what was said before and a difference.</summary>
    public static IReadOnlyDictionary<string, string> Apply(IReadOnlyDictionary<string, string> before, string difference)
    {
        var words = new Dictionary<string, string>(before);
        foreach (var line in difference.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            if (end < 0)
                words.Remove(line);
            else
                words[line[..end]] = line[(end + 1)..];
        }

        return words;
    }
}
