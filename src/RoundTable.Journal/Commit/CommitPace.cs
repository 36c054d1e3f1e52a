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

    /// <summary>From the beginning of one transaction to that of the next, in a crowd of less than twice that many.</summary>
    internal static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(16);

    /// <summary>The same however many come in: longer would be noticed.</summary>
    internal static readonly TimeSpan FurthestApart = 3 * Apart;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private long _windowBegin = time.GetTimestamp();
    private long _records;
    private TimeSpan _apart;

    /// <summary>Counts a transaction, and says how long the next one is to wait.</summary>
    /// <param name="records">How many records it held.</param>
    /// <param name="begin">When it began.</param>
    internal TimeSpan After(int records, long begin)
    {
        _records += records;
        var window = time.GetElapsedTime(_windowBegin);
        if (window >= Window)
        {
            _apart = For(_records / window.TotalSeconds);
            _windowBegin = time.GetTimestamp();
            _records = 0;
        }

        var left = _apart - time.GetElapsedTime(begin);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan For(double recordsPerSecond) => recordsPerSecond < Crowd
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Clamp((long)(Apart.Ticks * recordsPerSecond / (2 * Crowd)), Apart.Ticks, FurthestApart.Ticks));
}
