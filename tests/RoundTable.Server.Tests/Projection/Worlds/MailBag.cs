using System.Collections.Concurrent;
using RoundTable.Server.Mail;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>The mail that went out, whole as it goes over the line, by the address that it went to.</summary>
internal sealed class MailBag : IMailTransport
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _mails = [];

    public Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _mails.GetOrAdd(mail.To.Address, _ => []).Enqueue(MimeText.Write(mail));
        return Task.CompletedTask;
    }

    /// <summary>Takes the mail to an address.</summary>
    public IReadOnlyList<byte[]> Take(string address) => _mails.TryRemove(address, out var mails) ? [.. mails] : [];
}
