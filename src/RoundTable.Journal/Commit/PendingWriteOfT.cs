namespace RoundTable.Journal;

/// <summary>A waiting write with an answer.</summary>
internal abstract class PendingWrite<T> : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;
    private Exception? _refusal;

    internal Task<T> Done => _done.Task;

    /// <summary>The answer to give once the transaction is on disk.</summary>
    internal void Stage(T answer)
    {
        _answer = answer;
        _refusal = null;
    }

    /// <summary>The write is refused and takes no part in the transaction; its neighbours go on.</summary>
    internal void Refuse(Exception reason) => _refusal = reason;

    internal override void Publish()
    {
        if (_refusal is not null)
        {
            _done.SetException(_refusal);
        }
        else
        {
            _done.SetResult(_answer!);
        }
    }

    internal override void Fail(Exception failure) => _done.SetException(failure);

    private protected override void Cancel(CancellationToken ct) => _done.SetCanceled(ct);
}
