namespace RoundTable.Server.Hosting;

/// <summary>For work that needs the server's own address.</summary>
internal static class Listening
{
    /// <summary>Completes when the server listens.</summary>
    /// <exception cref="OperationCanceledException">It stops before that.</exception>
    public static async Task ListensAsync(this IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listens.SetResult);
        await listens.Task.WaitAsync(ct);
    }
}
