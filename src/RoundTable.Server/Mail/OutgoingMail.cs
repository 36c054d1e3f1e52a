using System.Net.Mail;

namespace RoundTable.Server.Mail;

/// <summary>One mail to one person.</summary>
/// <param name="MessageId">The same for every try, so that a mail program shows a repeated one once; hexadecimal digits that say nothing.</param>
/// <param name="From">The neutral sender.</param>
/// <param name="To">The only recipient.</param>
/// <param name="Subject">Neutral subject.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Date">When it was made.</param>
/// <param name="Attachment">A file that goes along, or null.</param>
internal sealed record OutgoingMail(
    string MessageId, MailAddress From, MailAddress To, string Subject, string Text, DateTimeOffset Date, MailAttachment? Attachment = null);

/// <summary>A file with a mail.</summary>
/// <param name="Name">A neutral name in ASCII, without quotes.</param>
/// <param name="ContentType">The media type with its parameters, but for the name.</param>
/// <param name="Content">The bytes.</param>
internal sealed record MailAttachment(string Name, string ContentType, byte[] Content);
