using System.Globalization;
using System.Text;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;

namespace RoundTable.Minutes;

/// <summary>
/// A meeting as an iCalendar object for one person (RFC 5545, RFC 5546; handbook 6.4): a neutral word and a time. No place, no
/// text, no name, nobody else. A meeting is planned once and is not moved: the only other version says that it is called off.
/// </summary>
public static class CalendarInvitation
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "afspraak.ics";

    /// <summary>Its media type.</summary>
    public const string MediaType = "text/calendar";

    private const string Summary = "Afspraak";
    private const string Zone = "Europe/Amsterdam";

    // The rule of Directive 2000/84/EC, in force since 1996.
    private static readonly string[] ZoneRules =
    [
        "BEGIN:VTIMEZONE",
        $"TZID:{Zone}",
        "BEGIN:DAYLIGHT",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>The method: a request to the one attendee, or its end, or, for somebody without a mail address, a publication to nobody.</summary>
    /// <param name="entry">When it is.</param>
    /// <param name="attendee">The mail address of the person, or null.</param>
    public static string MethodFor(CalendarEntry entry, string? attendee) => attendee is null ? "PUBLISH" : entry.CalledOff ? "CANCEL" : "REQUEST";

    /// <summary>The file, with lines of at most 75 bytes of UTF-8 that end in CR LF.</summary>
    /// <param name="entries">When it is: one or more. Several are a publication, because a request is about one (RFC 5546, 3.2.2).</param>
    /// <param name="organizer">The neutral mail address of the sender.</param>
    /// <param name="attendee">The mail address of the person, the only one in it; or null.</param>
    /// <param name="now">The time.</param>
    public static string Write(IReadOnlyList<CalendarEntry> entries, string organizer, string? attendee, DateTimeOffset now)
    {
        var asked = entries.Count == 1 ? attendee : null;
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Afspraak//NL",
            "CALSCALE:GREGORIAN",
            $"METHOD:{MethodFor(entries[0], asked)}",
            .. ZoneRules,
            .. entries.SelectMany(entry => Event(entry, organizer, asked, now)),
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(CalendarText.Folded));
    }

    private static string[] Event(CalendarEntry entry, string organizer, string? attendee, DateTimeOffset now) =>
    [
        "BEGIN:VEVENT",
        $"UID:{entry.Id}@{Host(organizer)}",
        $"DTSTAMP:{Universal(now)}",
        $"DTSTART{When(entry.StartsAt)}",
        $"DTEND{When(entry.EndsAt)}",
        entry.CalledOff ? "SEQUENCE:1" : "SEQUENCE:0",
        $"SUMMARY:{CalendarText.Escaped(Summary)}",
        "CLASS:PRIVATE",
        entry.CalledOff ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        $"ORGANIZER:{Mail(organizer)}",
        .. attendee is null ? Array.Empty<string>() : [$"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:{Mail(attendee)}"],
        "END:VEVENT",
    ];

    // In the hour that comes twice when summer ends, the clock on the wall means the first; the second is said in universal time.
    private static string When(DateTimeOffset instant)
    {
        var local = DutchTime.Local(instant);
        return DutchTime.Local(instant.AddHours(-1)).DateTime == local.DateTime
            ? $":{Universal(instant)}"
            : string.Create(CultureInfo.InvariantCulture, $";TZID={Zone}:{local:yyyyMMdd'T'HHmmss}");
    }

    private static string Universal(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // RFC 6068: what could be read as structure is written in hex.
    private static string Mail(string address)
    {
        var at = address.LastIndexOf('@');
        var box = string.Concat(address[..at].EnumerateRunes().Select(r =>
            r.IsAscii && (Rune.IsLetterOrDigit(r) || ".-_+".Contains((char)r.Value, StringComparison.Ordinal)) ? r.ToString() : Uri.EscapeDataString(r.ToString())));
        return $"mailto:{box}@{Host(address)}";
    }

    private static string Host(string address) => new IdnMapping().GetAscii(address[(address.LastIndexOf('@') + 1)..]);
}
