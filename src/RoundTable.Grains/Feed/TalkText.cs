using System.Globalization;
using System.Text;

namespace RoundTable.Grains.Feed;

/// <summary>
/// A message between servers, as text: <c>b number</c> I live, <c>q</c> I go, <c>r</c> say all again, <c>e</c> that was all, <c>a topic</c> say that
/// again, and <c>w number follows index rest topic</c>, line feed, words: the how manieth part this is, and how many follow.
/// </summary>
/// <remarks>
/// A server numbers its words: 1, 2, 3 ... whatever they are about, and says with each sign of life which was the last. Whoever misses one
/// notices. Words are all that is said under a topic, or what is different since words with another number:
/// <code>
/// w 7 0 ...    all of it          w 9 7 ...    different since 7          b 9
/// </code>
/// </remarks>
/// <param name="Kind">What is said.</param>
/// <param name="Topic">Under which topic; a topic has no line feed.</param>
/// <param name="Words">The words, or a part of them, as <see cref="TalkWords"/> writes them.</param>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Rest">How many parts follow.</param>
internal sealed record TalkText(TalkKind Kind, string Topic = "", string Words = "", int Index = 0, int Rest = 0)
{
    public const string Quit = "q";
    public const string AskAll = "r";
    public const string All = "e";

    /// <summary>Bytes of the line before the words, beside the topic.</summary>
    private const int HeadBytes = 60;

    /// <summary>The number of the words, or of the last that were said; null when it does not say.</summary>
    public long? Number { get; init; }

    /// <summary>The number of the last words under the topic, since which these are the difference; 0 when they are all of it.</summary>
    public long Follows { get; init; }

    public static string Beat(long last) => string.Create(CultureInfo.InvariantCulture, $"b {last}");

    public static string Ask(string topic) => $"a {topic}";

    /// <summary>Cuts words into messages that fit, none of them in the middle of a character.</summary>
    /// <param name="topic">Under which topic.</param>
    /// <param name="words">The words.</param>
    /// <param name="number">The number of the last message before them; they take those after it.</param>
    /// <param name="follows">See <see cref="Follows"/>.</param>
    /// <param name="maxBytes">Bytes that one message may have.</param>
    public static IReadOnlyList<string> Say(string topic, string words, long number, long follows, int maxBytes)
    {
        var parts = Cut(words, maxBytes - Encoding.UTF8.GetByteCount(topic) - HeadBytes);
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"w {number + 1 + i} {follows} {i} {parts.Count - 1 - i} {topic}\n{part}"))];
    }

    /// <summary>Reads a message; what is not known here counts as a sign of life.</summary>
    public static TalkText Parse(string text)
    {
        if (text == AskAll)
            return new(TalkKind.AskAll);
        if (text == All)
            return new(TalkKind.All);
        if (text.StartsWith("a ", StringComparison.Ordinal))
            return new(TalkKind.Ask, text[2..]);
        if (text.StartsWith("b ", StringComparison.Ordinal))
            return new(TalkKind.Beat) { Number = long.TryParse(text.AsSpan(2), CultureInfo.InvariantCulture, out var last) ? last : null };
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var head = end < 0 ? [] : text[..end].Split(' ', 6);
        return head.Length == 6 && head[0] == "w"
            && long.TryParse(head[1], CultureInfo.InvariantCulture, out var number) && long.TryParse(head[2], CultureInfo.InvariantCulture, out var follows)
            && int.TryParse(head[3], CultureInfo.InvariantCulture, out var index) && int.TryParse(head[4], CultureInfo.InvariantCulture, out var rest)
            ? new(TalkKind.Say, head[5], text[(end + 1)..], index, rest) { Number = number, Follows = follows }
            : new(TalkKind.Beat);
    }

    private static List<string> Cut(string words, int room)
    {
        var parts = new List<string>();
        var begin = 0;
        var bytes = 0;
        for (var at = 0; at < words.Length;)
        {
            Rune.DecodeFromUtf16(words.AsSpan(at), out var rune, out var units);
            if (bytes + rune.Utf8SequenceLength > room)
            {
                parts.Add(words[begin..at]);
                (begin, bytes) = (at, 0);
            }

            bytes += rune.Utf8SequenceLength;
            at += units;
        }

        parts.Add(words[begin..]);
        return parts;
    }
}
