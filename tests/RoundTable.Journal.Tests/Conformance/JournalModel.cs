namespace RoundTable.Journal.Tests;

/// <summary>What a journal should hold, kept in the simplest way.</summary>
internal sealed class JournalModel
{
    internal Dictionary<StreamId, List<string>> Streams { get; } = [];

    internal HashSet<IndexRow> Rows { get; } = [];

    internal Dictionary<string, DateTimeOffset> Due { get; } = [];

    internal long HeadOf(StreamId stream) => Streams.TryGetValue(stream, out var texts) ? texts.Count : 0;

    /// <summary>True when every expected head holds as the appends are made one after the other.</summary>
    internal bool Accepts(IReadOnlyList<Append> appends)
    {
        var added = new Dictionary<StreamId, long>();
        foreach (var append in appends)
        {
            var head = HeadOf(append.Stream) + added.GetValueOrDefault(append.Stream);
            if (append.ExpectedHead is { } expected && expected != head)
            {
                return false;
            }

            added[append.Stream] = added.GetValueOrDefault(append.Stream) + append.Records.Count;
        }

        return true;
    }

    internal void Apply(Append append)
    {
        if (!Streams.TryGetValue(append.Stream, out var texts))
        {
            Streams[append.Stream] = texts = [];
        }

        texts.AddRange(append.Records.Select(r => System.Text.Encoding.UTF8.GetString(r.Payload.Span)));
        Rows.ExceptWith(append.RemoveIndex);
        Rows.UnionWith(append.AddIndex);
        foreach (var (_, key) in append.Cancel)
        {
            Due.Remove(key);
        }

        foreach (var work in append.Schedule)
        {
            Due[work.Key] = work.DueAt;
        }
    }
}
