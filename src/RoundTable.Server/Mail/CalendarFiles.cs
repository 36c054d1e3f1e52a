using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Plans;
using RoundTable.Minutes;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Mail;

/// <summary>Makes somebody's calendar file of a meeting, with the neutral sender as organiser and nobody else in it (handbook 6.4).</summary>
internal sealed class CalendarFiles(IOptions<RoundTableOptions> options, TimeProvider time)
{
    private readonly MailAddress _from = new(options.Value.Mail.From);

    /// <summary>The file.</summary>
    public byte[] Write(IReadOnlyList<CalendarEntry> entries, Person person) =>
        Encoding.UTF8.GetBytes(CalendarInvitation.Write(entries, _from.Address, AddressOf(person), time.GetUtcNow()));

    /// <summary>The same of one entry, to go along with a mail to that person.</summary>
    public MailAttachment Attach(CalendarEntry entry, Person person) => new(
        CalendarInvitation.FileName,
        $"{CalendarInvitation.MediaType}; charset=utf-8; method={CalendarInvitation.MethodFor(entry, AddressOf(person))}",
        Write([entry], person));

    private static string? AddressOf(Person person) => MailAddress.TryCreate(person.Email, out var address) ? address.Address : null;
}
