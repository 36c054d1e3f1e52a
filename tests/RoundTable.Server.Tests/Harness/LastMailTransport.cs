using RoundTable.Server.Mail;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A mail server that answers when the server is told to stop: the mail went.</summary>
internal sealed class LastMailTransport : IMailTransport
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a mail is in its hands.</summary>
    public Task Taken => _taken.Task.WaitAsync(Patience.Enough);

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _taken.TrySetResult();
        var stop = new TaskCompletionSource();
        await using var registration = ct.Register(stop.SetResult);
        await stop.Task;
    }
}
