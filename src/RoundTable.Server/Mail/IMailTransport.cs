namespace RoundTable.Server.Mail;

/// <summary>Hands mail over to the world.</summary>
internal interface IMailTransport
{
    /// <summary>Completes when the mail is handed over.</summary>
    /// <exception cref="MailRefusedException">The mail cannot reach this recipient, now or later.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}
