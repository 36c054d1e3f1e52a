using System.Globalization;
using System.Text;

namespace RoundTable.Server.Mail;

/// <summary>A mail as RFC 5322 text: a plain part in UTF-8, readable as a file too, and what goes along in base64.</summary>
internal static class MimeText
{
    private const string NewLine = "\r\n";
    private const int LongestLine = 76;

    public static byte[] Write(OutgoingMail mail)
    {
        var text = new StringBuilder()
            .Append("From: ").Append(mail.From.Address).Append(NewLine)
            .Append("To: ").Append(mail.To.Address).Append(NewLine)
            .Append("Subject: ").Append(Header(mail.Subject)).Append(NewLine)
            .Append("Date: ").Append(mail.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Append(NewLine)
            .Append("Message-ID: ").Append(IdHeader(mail)).Append(NewLine)
            .Append("Auto-Submitted: auto-generated").Append(NewLine)
            .Append("MIME-Version: 1.0").Append(NewLine);
        if (mail.Attachment is { } file)
            AppendParts(text, mail, file);
        else
            AppendText(text, mail.Text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string IdHeader(OutgoingMail mail) => $"<{mail.MessageId}@{mail.From.Host}>";

    private static void AppendText(StringBuilder text, string plain)
    {
        text.Append("Content-Type: text/plain; charset=utf-8").Append(NewLine)
            .Append("Content-Transfer-Encoding: 8bit").Append(NewLine)
            .Append(NewLine);
        foreach (var line in plain.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            text.Append(line).Append(NewLine);
    }

    // The boundary is the mail's own id, which occurs in no text that we write.
    private static void AppendParts(StringBuilder text, OutgoingMail mail, MailAttachment file)
    {
        var boundary = $"part-{mail.MessageId}";
        text.Append("Content-Type: multipart/mixed; boundary=\"").Append(boundary).Append('"').Append(NewLine)
            .Append(NewLine)
            .Append("--").Append(boundary).Append(NewLine);
        AppendText(text, mail.Text);
        text.Append("--").Append(boundary).Append(NewLine)
            .Append("Content-Type: ").Append(file.ContentType).Append("; name=\"").Append(file.Name).Append('"').Append(NewLine)
            .Append("Content-Disposition: attachment; filename=\"").Append(file.Name).Append('"').Append(NewLine)
            .Append("Content-Transfer-Encoding: base64").Append(NewLine)
            .Append(NewLine);
        foreach (var line in Convert.ToBase64String(file.Content).Chunk(LongestLine))
            text.Append(line).Append(NewLine);
        text.Append("--").Append(boundary).Append("--").Append(NewLine);
    }

    private static string Header(string value) => Ascii.IsValid(value)
        ? value.ReplaceLineEndings(" ")
        : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value.ReplaceLineEndings(" ")))}?=";
}
