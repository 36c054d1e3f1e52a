using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using RoundTable.Server.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Mail;

public class MailTransportTests
{
    private static readonly OutgoingMail Sample = new(
        "d-17",
        new MailAddress("bericht@roundtable.example"),
        new MailAddress("joost@reclassering.example"),
        "Er staat een bericht voor u klaar – één",
        "Beste lezer,\n\nOpen de link: http://localhost/in#abc\n",
        new DateTimeOffset(2026, 2, 12, 14, 30, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void File_OfAMail_IsReadableAndNeutral() =>
        Assert.Equal(
            """
            From: bericht@roundtable.example
            To: joost@reclassering.example
            Subject: =?utf-8?B?RXIgc3RhYXQgZWVuIGJlcmljaHQgdm9vciB1IGtsYWFyIOKAkyDDqcOpbg==?=
            Date: Thu, 12 Feb 2026 13:30:00 +0000
            Message-ID: <d-17@roundtable.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Beste lezer,

            Open de link: http://localhost/in#abc

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(MimeText.Write(Sample)));

    [Fact]
    public void File_OfAMailWithAnAttachment_HasBothPartsReadable()
    {
        var file = new MailAttachment("afspraak.ics", "text/calendar; charset=utf-8; method=REQUEST", Encoding.UTF8.GetBytes(new string('é', 60)));

        Assert.Equal(
            $"""
            From: bericht@roundtable.example
            To: joost@reclassering.example
            Subject: =?utf-8?B?RXIgc3RhYXQgZWVuIGJlcmljaHQgdm9vciB1IGtsYWFyIOKAkyDDqcOpbg==?=
            Date: Thu, 12 Feb 2026 13:30:00 +0000
            Message-ID: <d-17@roundtable.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="part-d-17"

            --part-d-17
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Beste lezer,

            Open de link: http://localhost/in#abc
            --part-d-17
            Content-Type: text/calendar; charset=utf-8; method=REQUEST; name="afspraak.ics"
            Content-Disposition: attachment; filename="afspraak.ics"
            Content-Transfer-Encoding: base64

            {string.Concat(Enumerable.Repeat("w6nDqcOpw6nDqcOp", 20))[..76]}
            {string.Concat(Enumerable.Repeat("w6nDqcOpw6nDqcOp", 20))[76..152]}
            {string.Concat(Enumerable.Repeat("w6nDqcOpw6nDqcOp", 20))[152..160]}
            --part-d-17--

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(MimeText.Write(Sample with { Attachment = file })));
    }

    [Fact]
    public async Task Smtp_TakesTheAttachment_WithItsTypeAndName()
    {
        await using var smtp = new SmtpListener();

        await Smtp(smtp.Port).SendAsync(
            Sample with { Attachment = new MailAttachment("afspraak.ics", "text/calendar; charset=utf-8; method=REQUEST", "BEGIN:VCALENDAR"u8.ToArray()) }, default);
        var (_, data) = await smtp.NextAsync();

        Assert.Contains("Content-Type: multipart/mixed", data, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("text/calendar", data, StringComparison.Ordinal);
        Assert.Contains("method=REQUEST", data, StringComparison.Ordinal);
        Assert.Contains("afspraak.ics", data, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("BEGIN:VCALENDAR"u8), data, StringComparison.Ordinal);
        Assert.Contains("Open de link: http://localhost/in#abc", data, StringComparison.Ordinal);
    }

    [Fact]
    public void Subject_WithALineEnd_MakesNoHeader() =>
        Assert.DoesNotContain("\r\nBcc:", Encoding.UTF8.GetString(MimeText.Write(Sample with { Subject = "a\r\nBcc: x@x.example" })));

    [Fact]
    public async Task Folder_GetsOneWholeFileThatOnlyItsOwnerReads()
    {
        var options = Options.Create(new RoundTableOptions { Data = TempFolders.Next() });
        var data = new DataFolder(options);

        await new FolderMailTransport(data, new SystemRandomBytes()).SendAsync(Sample, default);

        var file = Assert.Single(Directory.GetFiles(data.Mail));
        Assert.Matches("^[a-z2-7]{20}[.]eml$", Path.GetFileName(file));
        Assert.Equal(MimeText.Write(Sample), await File.ReadAllBytesAsync(file));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Smtp_TakesTheMail_WithTheSameIdEachTime()
    {
        await using var smtp = new SmtpListener();
        var transport = Smtp(smtp.Port);

        await transport.SendAsync(Sample, default);
        var (to, data) = await smtp.NextAsync();

        Assert.Equal("joost@reclassering.example", to);
        Assert.Contains("Message-ID: <d-17@roundtable.example>", data);
        Assert.Contains("Open de link: http://localhost/in#abc", data);
        Assert.DoesNotContain("Cc:", data);
    }

    [Fact]
    public async Task Smtp_RefusesTheRecipient_IsFinal()
    {
        await using var smtp = new SmtpListener();
        smtp.RecipientAnswers.Enqueue("550 nobody here: joost@reclassering.example");

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => Smtp(smtp.Port).SendAsync(Sample, default));

        Assert.DoesNotContain("joost", refused.ToString());
    }

    [Theory]
    [InlineData("451 later: joost@reclassering.example")]
    [InlineData("421 closing")]
    public async Task Smtp_SaysLater_MayBeTriedAgain(string answer)
    {
        await using var smtp = new SmtpListener();
        smtp.RecipientAnswers.Enqueue(answer);

        var failed = await Assert.ThrowsAsync<IOException>(() => Smtp(smtp.Port).SendAsync(Sample, default));

        Assert.DoesNotContain("joost", failed.ToString());
    }

    [Fact]
    public async Task Smtp_ThatIsDown_MayBeTriedAgain() =>
        await Assert.ThrowsAsync<IOException>(() => Smtp(1).SendAsync(Sample, default));

    private static SmtpMailTransport Smtp(int port) => new(
        Options.Create(new RoundTableOptions { Mail = { Host = "127.0.0.1", Port = port, StartTls = false } }),
        TimeProvider.System);
}
