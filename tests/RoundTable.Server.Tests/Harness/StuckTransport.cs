using System.Threading.Channels;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A mail server that takes mail and says nothing, until it accepts or the line breaks; from then on all goes well.</summary>
internal sealed class StuckTransport : IMailTransport
{
    private readonly Channel<OutgoingMail> _taken = Channel.CreateUnbounded<OutgoingMail>();
    private readonly TaskCompletionSource _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _works;

    public Task<OutgoingMail> NextAsync() => _taken.Reader.ReadAsync().AsTask().WaitAsync(Patience.Enough);

    public void Accept()
    {
        _works = true;
        _line.SetResult();
    }

    public void Break()
    {
        _works = true;
        _line.SetException(new IOException("The line broke."));
    }

    public Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _taken.Writer.TryWrite(mail);
        return _works ? Task.CompletedTask : _line.Task.WaitAsync(ct);
    }
}
