using System.Threading.Channels;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Takes mail, and refuses the first ones to one address.</summary>
internal sealed class RefusingTransport(string address, int times) : IMailTransport
{
    private readonly Channel<OutgoingMail> _taken = Channel.CreateUnbounded<OutgoingMail>();
    private int _left = times;

    /// <summary>Refuses the next ones too.</summary>
    public void Refuse(int next) => Interlocked.Exchange(ref _left, next);

    public Task<OutgoingMail> NextAsync() => _taken.Reader.ReadAsync().AsTask().WaitAsync(Patience.Enough);

    public Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (mail.To.Address == address && Interlocked.Decrement(ref _left) >= 0)
            return Task.FromException(new MailRefusedException(MailRefusedException.NoAddress));
        _taken.Writer.TryWrite(mail);
        return Task.CompletedTask;
    }
}
