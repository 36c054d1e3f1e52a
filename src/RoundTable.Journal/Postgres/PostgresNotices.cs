namespace RoundTable.Journal;

/// <summary>
/// Makes the notices of this server's commits. While another server is heard they bring the records along, as long as they fit,
/// so that it need not ask for them; alone they only say what moved.
/// </summary>
internal sealed class PostgresNotices(string server, TimeProvider time)
{
    /// <summary>For how long after its last word there counts as being another server: some of its beats.</summary>
    private static readonly TimeSpan Company = TimeSpan.FromSeconds(10);

    private long _heard;

    internal string Server => server;

    /// <summary>Something of another server has been heard.</summary>
    internal void HearOther() => Volatile.Write(ref _heard, time.GetTimestamp());

    internal IReadOnlyList<string> Of(IReadOnlyList<PendingAppend> appends, IReadOnlyList<JournalRecord> records)
    {
        var heard = Volatile.Read(ref _heard);
        return heard != 0 && time.GetElapsedTime(heard) < Company
            ? PostgresNotice.Of(records, server, BoundTo(appends))
            : PostgresNotice.Of(records, server);
    }

    /// <summary>To what other stream the new records of each stream were bound, where it is the same for all of them.</summary>
    private static Dictionary<StreamId, StreamAt> BoundTo(IReadOnlyList<PendingAppend> appends)
    {
        var bound = new Dictionary<StreamId, StreamAt?>();
        foreach (var stream in appends.SelectMany(p => p.Appends.GroupBy(a => a.Stream)))
        {
            // The first of them holds those of the same act that follow.
            var whole = stream.First().While;
            bound[stream.Key] = bound.TryGetValue(stream.Key, out var before) && before != whole ? null : whole;
        }

        return bound.Where(b => b.Value is not null).ToDictionary(b => b.Key, b => b.Value!);
    }
}
