namespace RoundTable.Journal;

/// <summary>A batch on its way, over as many attempts as it takes.</summary>
internal sealed class CommitAttempt
{
    internal CommitAttempt(IReadOnlyList<PendingAppend> appends)
    {
        Appends = appends;
        var all = appends.SelectMany(p => p.Appends).ToList();
        Written = [.. all.SelectMany(a => a.Holds.Select(h => h.Stream).Prepend(a.Stream)).Distinct()];
        Looked = [.. all.Select(a => a.While?.Stream).OfType<StreamId>().Distinct().Except(Written)];
        Streams = [.. Written, .. Looked];
        HasSideRows = all.Exists(a => a.AddIndex.Count + a.RemoveIndex.Count + a.Schedule.Count + a.Cancel.Count > 0);
    }

    internal IReadOnlyList<PendingAppend> Appends { get; }

    /// <summary>The streams that are locked.</summary>
    internal IReadOnlyList<StreamId> Written { get; }

    /// <summary>Those that are only looked at.</summary>
    internal IReadOnlyList<StreamId> Looked { get; }

    internal IReadOnlyList<StreamId> Streams { get; }

    internal bool HasSideRows { get; }

    /// <summary>One of the records that went out with a commit whose answer has not come.</summary>
    internal JournalRecord? Sent { get; set; }
}
