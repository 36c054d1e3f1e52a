using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Minutes.Tests;

public class CalendarInvitationTests
{
    private static readonly CalendarEntry Entry = new(
        new MeetingId("m"), "0123456789abcdef0123456789abcdef", new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Invitation_SaysATimeAndNothingElse() =>
        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Afspraak//NL
            CALSCALE:GREGORIAN
            METHOD:REQUEST
            BEGIN:VTIMEZONE
            TZID:Europe/Amsterdam
            BEGIN:DAYLIGHT
            TZNAME:CEST
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            DTSTART:19960331T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            BEGIN:STANDARD
            TZNAME:CET
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            DTSTART:19961027T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:0123456789abcdef0123456789abcdef@roundtable.example
            DTSTAMP:20260601T120000Z
            DTSTART;TZID=Europe/Amsterdam:20260701T103000
            DTEND;TZID=Europe/Amsterdam:20260701T120000
            SEQUENCE:0
            SUMMARY:Afspraak
            CLASS:PRIVATE
            STATUS:CONFIRMED
            TRANSP:OPAQUE
            ORGANIZER:mailto:bericht@roundtable.example
            ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=
             FALSE:mailto:anna@post.example
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            Written("anna@post.example"));

    [Fact]
    public void Invitation_OfAMeetingThatIsCalledOff_EndsTheOneBefore()
    {
        var before = Written("anna@post.example").Replace("METHOD:REQUEST", "METHOD:CANCEL", StringComparison.Ordinal)
            .Replace("SEQUENCE:0", "SEQUENCE:1", StringComparison.Ordinal).Replace("STATUS:CONFIRMED", "STATUS:CANCELLED", StringComparison.Ordinal);

        Assert.Equal(before, CalendarInvitation.Write([Entry with { CalledOff = true }], "bericht@roundtable.example", "anna@post.example", Now));
        Assert.Contains("METHOD:PUBLISH\r\n", CalendarInvitation.Write([Entry with { CalledOff = true }], "bericht@roundtable.example", null, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Invitation_OfSeveralRooms_HasAnEventForEachAndAsksNobody()
    {
        var later = Entry with { Id = "f123456789abcdef0123456789abcdef", StartsAt = Entry.StartsAt.AddDays(3), EndsAt = Entry.EndsAt.AddDays(3) };

        var text = CalendarInvitation.Write([Entry, later], "bericht@roundtable.example", "anna@post.example", Now);

        Assert.Contains("METHOD:PUBLISH\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(
            ["DTSTART;TZID=Europe/Amsterdam:20260701T103000", "DTEND;TZID=Europe/Amsterdam:20260701T120000", "DTSTART;TZID=Europe/Amsterdam:20260704T103000", "DTEND;TZID=Europe/Amsterdam:20260704T120000"],
            text.Split("\r\n").Where(line => line.StartsWith("DT", StringComparison.Ordinal) && line.Contains(";TZID", StringComparison.Ordinal)));
    }

    [Fact]
    public void Invitation_ForSomebodyWithoutAMailAddress_IsPublishedToNobody()
    {
        var text = Written(null);

        Assert.Contains("METHOD:PUBLISH\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("REQUEST", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_OfAnyAddress_AreShortAndCutNoCharacter()
    {
        foreach (var box in new[] { new string('a', 200), string.Concat(Enumerable.Repeat("é😀", 60)), "a;b:c,d\"e\\f" })
        {
            var lines = Written($"{box}@post.example").Split("\r\n");
            Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            var whole = string.Concat(lines.Select((line, i) => line.StartsWith(' ') ? line[1..] : $"\n{line}"));
            Assert.Contains("mailto:", whole.Split('\n').Single(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', whole);
        }
    }

    [Theory]
    [InlineData("😀é-", 200)]
    [InlineData("a", 1000)]
    public void Folded_LongLine_UnfoldsToItself(string piece, int times)
    {
        var line = $"X:{string.Concat(Enumerable.Repeat(piece, times))}";

        var folded = CalendarText.Folded(line);

        Assert.All(folded.Split("\r\n"), part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 0, 75));
        Assert.Equal(line + "\r\n", folded.Replace("\r\n ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_WithStructureInIt_IsEscaped() =>
        Assert.Equal("a\\;b\\,c\\\\d\\ne", CalendarText.Escaped("a;b,c\\d\r\ne"));

    // Local time in winter and summer, and in the hour that is there twice on the last Sunday of October.
    [Theory]
    [InlineData("2026-01-15T09:00:00Z", ";TZID=Europe/Amsterdam:20260115T100000")]
    [InlineData("2026-07-15T08:00:00Z", ";TZID=Europe/Amsterdam:20260715T100000")]
    [InlineData("2026-03-29T00:59:00Z", ";TZID=Europe/Amsterdam:20260329T015900")]
    [InlineData("2026-03-29T01:00:00Z", ";TZID=Europe/Amsterdam:20260329T030000")]
    [InlineData("2026-10-25T00:30:00Z", ";TZID=Europe/Amsterdam:20261025T023000")]
    [InlineData("2026-10-25T01:30:00Z", ":20261025T013000Z")]
    [InlineData("2026-10-25T02:00:00Z", ";TZID=Europe/Amsterdam:20261025T030000")]
    public void Start_IsTheClockOnTheWallInTheNetherlands(string instant, string written)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains($"DTSTART{written}\r\n", CalendarInvitation.Write([Entry with { StartsAt = at }], "bericht@roundtable.example", null, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Address_WithStructureInIt_StaysInItsPlace()
    {
        var text = Written("a\"b;x=1:y@post.example").Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.Contains("RSVP=FALSE:mailto:a%22b%3Bx%3D1%3Ay@post.example\r\n", text, StringComparison.Ordinal);
    }

    private static string Written(string? attendee) => CalendarInvitation.Write([Entry], "bericht@roundtable.example", attendee, Now);
}
