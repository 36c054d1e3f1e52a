using System.Globalization;
using System.Text;

namespace RoundTable.Grains.Feed;

/// <summary>
/// A message between servers, as text: <c>b</c> I live, <c>q</c> I go, <c>r</c> say all again, <c>e</c> that was all, <c>a topic</c> say that again, and
/// <c>s index rest topic</c>, line feed, words: the how manieth part this is, and how many follow.
/// </summary>
/// <param name="Kind">What is said.</param>
/// <param name="Topic">Under which topic; a topic has no line feed.</param>
/// <param name="Words">The words, or a part of them.</param>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Rest">How many parts follow.</param>
internal sealed record TalkText(TalkKind Kind, string Topic = "", string Words = "", int Index = 0, int Rest = 0)
{
    public const string Beat = "b";
    public const string Quit = "q";
    public const string AskAll = "r";
    public const string All = "e";

    /// <summary>Bytes of the line before the words, beside the topic.</summary>
    private const int HeadBytes = 32;

    public static string Ask(string topic) => $"a {topic}";

    /// <summary>Cuts words into messages that fit, none of them in the middle of a character.</summary>
    public static IReadOnlyList<string> Say(string topic, string words, int maxBytes)
    {
        var parts = Cut(words, maxBytes - Encoding.UTF8.GetByteCount(topic) - HeadBytes);
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"s {i} {parts.Count - 1 - i} {topic}\n{part}"))];
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
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var head = end < 0 ? [] : text[..end].Split(' ', 4);
        return head.Length == 4 && head[0] == "s"
            && int.TryParse(head[1], CultureInfo.InvariantCulture, out var index) && int.TryParse(head[2], CultureInfo.InvariantCulture, out var rest)
            ? new(TalkKind.Say, head[3], text[(end + 1)..], index, rest)
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
