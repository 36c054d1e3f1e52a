using System.Diagnostics;

namespace RoundTable.Journal;

/// <summary>A write that waits for its transaction. Its outcome is staged inside and published after the commit.</summary>
internal abstract class PendingWrite
{
    private int _settledOrTaken;

    /// <summary>What caused the write, for traces; default for nothing.</summary>
    internal ActivityContext Cause { get; } = Activity.Current?.Context ?? default;

    /// <summary>Roughly how many bytes the write adds to its transaction.</summary>
    internal virtual long Weight => 0;

    /// <summary>How many records the write adds.</summary>
    internal virtual int Records => 0;

    /// <summary>Claims the write for a transaction; false when it was cancelled before.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _settledOrTaken, 1) == 0;

    /// <summary>Cancels the write, unless a transaction has it already.</summary>
    internal void TryCancel(CancellationToken ct)
    {
        if (TryTake())
        {
            Cancel(ct);
        }
    }

    /// <summary>Tells the caller the staged outcome.</summary>
    internal abstract void Publish();

    /// <summary>Tells the caller that the transaction failed.</summary>
    internal abstract void Fail(Exception failure);

    private protected abstract void Cancel(CancellationToken ct);
}
