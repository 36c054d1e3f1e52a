using System.Diagnostics;

namespace RoundTable.Grains.Hosting;

/// <summary>A call: its caller hears the result or the exception. Traces show it under what caused it.</summary>
internal sealed class CallTurn<TGrain, T>(Func<TGrain, ValueTask<T>> turn, bool alwaysFits = false) : Turn
    where TGrain : Grain
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Activity? _cause = Activity.Current;
    private int _begun;

    internal override bool IsCall => true;

    internal override bool AlwaysFits => alwaysFits;

    internal Task<T> Done => _done.Task;

    internal override async ValueTask RunAsync(Grain grain)
    {
        if (!TryBegin())
        {
            return;
        }

        Activity.Current = _cause;
        try
        {
            _done.SetResult(await turn((TGrain)grain).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            _done.SetException(e);
        }
    }

    internal override void Fail(Exception reason)
    {
        if (TryBegin())
        {
            _done.SetException(reason);
        }
    }

    /// <summary>Withdraws the call, unless its turn has begun.</summary>
    internal void TryCancel(CancellationToken ct)
    {
        if (TryBegin())
        {
            _done.SetCanceled(ct);
        }
    }

    private bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;
}
