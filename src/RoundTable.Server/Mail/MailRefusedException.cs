namespace RoundTable.Server.Mail;

/// <summary>Mail cannot reach this recipient. Says nothing about the recipient: it may be logged.</summary>
internal sealed class MailRefusedException(int status) : Exception($"Mail cannot reach the recipient: status {status}.")
{
    /// <summary>The status of a recipient without an address, as SMTP would say it.</summary>
    public const int NoAddress = 550;
}
