using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Mail;

/// <summary>Sends over SMTP, one connection per mail.</summary>
internal sealed class SmtpMailTransport(IOptions<RoundTableOptions> options, TimeProvider time) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MailOptions _options = options.Value.Mail;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var client = new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.StartTls,
            Credentials = _options.User is null ? null : new NetworkCredential(_options.User, _options.Password),
        };
        using var message = new MailMessage(mail.From, mail.To)
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", MimeText.IdHeader(mail));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Attachment is { } file)
        {
            message.Attachments.Add(new Attachment(new MemoryStream(file.Content), new ContentType(file.ContentType) { Name = file.Name })
            {
                TransferEncoding = TransferEncoding.Base64,
            });
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await client.SendMailAsync(message, either.Token);
        }
        catch (SmtpException e) when (IsFinal(e))
        {
            throw new MailRefusedException((int)e.StatusCode);
        }
        catch (SmtpException e)
        {
            // Not as inner exception: its text can hold the recipient's address.
            throw new IOException($"The mail server answered with status {(int)e.StatusCode}.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new IOException("The mail server did not answer in time.");
        }
    }

    private static bool IsFinal(SmtpException e) =>
        e is SmtpFailedRecipientException && (int)e.StatusCode is >= 500 and < 600;
}
