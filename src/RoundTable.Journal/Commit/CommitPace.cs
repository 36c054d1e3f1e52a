namespace RoundTable.Journal;

/// <summary>
/// Spaces the transactions of a crowd. The work of a transaction is mostly that of each page and flush, and of waking everybody
/// who waits for it: when thousands of records come in every second, fewer and fuller transactions carry more of them. Others do not wait.
/// Used by one commit loop.
/// </summary>
internal sealed class CommitPace(TimeProvider time)
{
    /// <summary>So many records a second are a crowd.</summary>
    internal const int Crowd = 4_000;

    /// <summary>From the beginning of one transaction to that of the next, in a crowd.</summary>
    internal static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(16);

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private long _windowBegin = time.GetTimestamp();
    private long _records;
    private bool _isCrowd;

    /// <summary>Counts a transaction, and says how long the next one is to wait.</summary>
    /// <param name="records">How many records it held.</param>
    /// <param name="begin">When it began.</param>
    internal TimeSpan After(int records, long begin)
    {
        _records += records;
        var window = time.GetElapsedTime(_windowBegin);
        if (window >= Window)
        {
            _isCrowd = _records >= Crowd * window.TotalSeconds;
            _windowBegin = time.GetTimestamp();
            _records = 0;
        }

        var left = Apart - time.GetElapsedTime(begin);
        return _isCrowd && left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
