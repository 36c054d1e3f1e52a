namespace RoundTable.Server.Mail;

/// <summary>The mail server will not take mail for this recipient. Says nothing about the recipient: it may be logged.</summary>
internal sealed class MailRefusedException(int status)
    : Exception($"The mail server refused the recipient with status {status}.");
