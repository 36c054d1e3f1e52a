using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Server.Mail;

/// <summary>Puts mail that must go out into the journal, together with the record of why.</summary>
internal sealed class Outbox(IJournal journal, TimeProvider time)
{
    /// <summary>Kind of due work: an invitation to mail; its payload is an <see cref="InvitationToMail"/> as JSON.</summary>
    public const string InvitationKind = "mail-invitation";

    private const string RecordKind = "invitation-mailed";

    /// <summary>Schedules the mail with somebody's personal link. The link is gone from the journal once the mail is.</summary>
    public async Task InviteAsync(Caller by, PlanId plan, PersonId guest, string wayIn, string link)
    {
        var work = new InvitationToMail(plan, guest, link);
        var actor = new Actor(by.Person.Value, by.Role.ToString(), by.Session);
        var record = JsonSerializer.SerializeToUtf8Bytes(new { person = guest.Value, wayIn }, DomainJson.Options);
        await journal.AppendAsync(new Append(new StreamId($"access/{plan}"), actor, [new NewRecord(RecordKind, 1, record)])
        {
            Schedule = [new DueWork(InvitationKind, wayIn, time.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(work, DomainJson.Options))],
        });
    }
}

/// <summary>An invitation that waits to be mailed.</summary>
/// <param name="Plan">Of which plan.</param>
/// <param name="Guest">To whom.</param>
/// <param name="Link">The personal link; it does not work without its code, which is nowhere here.</param>
internal sealed record InvitationToMail(PlanId Plan, PersonId Guest, string Link);
