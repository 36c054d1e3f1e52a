using System.Threading.Channels;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Takes mail, and says of the first one that it did not work all the same.</summary>
internal sealed class FickleTransport(Exception first) : IMailTransport
{
    private readonly Channel<OutgoingMail> _taken = Channel.CreateUnbounded<OutgoingMail>();
    private int _count;

    public Task<OutgoingMail> NextAsync() => _taken.Reader.ReadAsync().AsTask().WaitAsync(Patience.Enough);

    public Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _taken.Writer.TryWrite(mail);
        return Interlocked.Increment(ref _count) == 1 ? Task.FromException(first) : Task.CompletedTask;
    }
}
