using System.Globalization;
using System.Text;

namespace RoundTable.Server.Mail;

/// <summary>A mail as RFC 5322 text: one plain part in UTF-8, readable as a file too.</summary>
internal static class MimeText
{
    private const string NewLine = "\r\n";

    public static byte[] Write(OutgoingMail mail)
    {
        var text = new StringBuilder()
            .Append("From: ").Append(mail.From.Address).Append(NewLine)
            .Append("To: ").Append(mail.To.Address).Append(NewLine)
            .Append("Subject: ").Append(Header(mail.Subject)).Append(NewLine)
            .Append("Date: ").Append(mail.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Append(NewLine)
            .Append("Message-ID: ").Append(IdHeader(mail)).Append(NewLine)
            .Append("Auto-Submitted: auto-generated").Append(NewLine)
            .Append("MIME-Version: 1.0").Append(NewLine)
            .Append("Content-Type: text/plain; charset=utf-8").Append(NewLine)
            .Append("Content-Transfer-Encoding: 8bit").Append(NewLine)
            .Append(NewLine);
        foreach (var line in mail.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            text.Append(line).Append(NewLine);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string IdHeader(OutgoingMail mail) => $"<{mail.MessageId}@{mail.From.Host}>";

    private static string Header(string value) => Ascii.IsValid(value)
        ? value.ReplaceLineEndings(" ")
        : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ReplaceLineEndings(" ")))}?=";
}
