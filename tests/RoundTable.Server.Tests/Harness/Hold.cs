namespace RoundTable.Server.Tests.Harness;

/// <summary>What waits for a test until it is released; at the latest when the test ends, however it ends: a server that stops waits for it too.</summary>
public sealed class Hold(Action released) : IDisposable
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Gate => _gate.Task;

    public void Release()
    {
        released();
        _gate.TrySetResult();
    }

    public void Dispose() => Release();
}
