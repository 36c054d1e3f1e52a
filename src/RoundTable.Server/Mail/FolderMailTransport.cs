using RoundTable.Server.Hosting;

namespace RoundTable.Server.Mail;

/// <summary>Writes each mail as an <c>.eml</c> file whose name says nothing, for a server without SMTP.</summary>
internal sealed class FolderMailTransport(DataFolder data, IRandomBytes random) : IMailTransport
{
    public Task SendAsync(OutgoingMail mail, CancellationToken ct) =>
        DataFolder.WriteWholeAsync(Path.Combine(data.Mail, $"{random.Text(20)}.eml"), MimeText.Write(mail), ct);
}
