namespace RoundTable.Grains.Feed;

/// <summary>What another server said last, of the topics that somebody here has joined. Guarded by whoever holds it.</summary>
internal sealed class OtherServer
{
    private readonly Dictionary<string, TalkText> _parts = [];
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Words, long Number)> _said = [];
    private readonly HashSet<string> _doubted = [];
    private long? _last;

    /// <summary>When.</summary>
    public long LastHeard { get; set; }

    /// <summary>Whether something that it said may not count any more.</summary>
    public bool IsDoubted => _doubted.Count > 0;

    /// <summary>Since when.</summary>
    public long DoubtedSince { get; private set; }

    /// <summary>About what it says something.</summary>
    public IEnumerable<string> Topics => _said.Keys;

    /// <summary>Whether words were said, under whatever topic, between those that were heard last and this message.</summary>
    public bool HasMissed(TalkText text)
    {
        if (text.Number is not { } number)
            return false;
        var expected = text.Kind == TalkKind.Say ? _last + 1 : _last;
        _last = number;
        return expected is { } next && next != number;
    }

    /// <summary>What is heard next is not compared with what was heard before: everything is asked again.</summary>
    public void CountAnew() => _last = null;

    /// <summary>All the parts as one, when the last has come and none is missing.</summary>
    public TalkText? Gather(TalkText part)
    {
        _parts.Remove(part.Topic, out var before);
        if (part.Index > 0)
        {
            if (before is null || before.Index != part.Index - 1 || before.Number != part.Number - 1)
                return null;
            part = part with { Words = before.Words + part.Words };
        }

        if (part.Rest == 0)
            return part;
        _parts[part.Topic] = part;
        return null;
    }

    /// <summary>What it says under a topic now; null when it does not follow on what is known of that.</summary>
    public IReadOnlyDictionary<string, string>? Read(TalkText said)
    {
        if (said.Follows == 0)
            return TalkWords.Apply(TalkWords.None, said.Words);
        return _said.TryGetValue(said.Topic, out var known) && known.Number == said.Follows ? TalkWords.Apply(known.Words, said.Words) : null;
    }

    /// <summary>Something may have been missed: what it does not say again does not count any more.</summary>
    public void Doubt(long now)
    {
        _doubted.UnionWith(_said.Keys);
        DoubtedSince = now;
    }

    /// <summary>What it did not say again; nothing is doubted any more.</summary>
    public IReadOnlyList<string> TakeDoubted()
    {
        List<string> doubted = [.. _doubted];
        _doubted.Clear();
        return doubted;
    }

    /// <summary>Keeps it; false when it is nothing new.</summary>
    public bool Keep(string topic, IReadOnlyDictionary<string, string> words, long number)
    {
        _doubted.Remove(topic);
        if (words.Count == 0)
            return _said.Remove(topic);
        var isNew = !_said.TryGetValue(topic, out var before) || !TalkWords.AreSame(before.Words, words);
        _said[topic] = (words, number);
        return isNew;
    }

    /// <summary>Nobody here listens to the topic any more.</summary>
    public void Drop(string topic) => _said.Remove(topic);
}
