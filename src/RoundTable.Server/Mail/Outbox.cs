using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Journal;
using RoundTable.Server.Hosting;
using RoundTable.Sessions;

namespace RoundTable.Server.Mail;

/// <summary>Puts mail that must go out into the journal, together with the record of why.</summary>
internal sealed class Outbox(IJournal journal, TimeProvider time, IRandomBytes random)
{
    /// <summary>Kind of due work: an invitation to mail; its payload is an <see cref="InvitationToMail"/> as JSON.</summary>
    public const string InvitationKind = "mail-invitation";

    /// <summary>Kind of due work: a professional's invitation; its payload is a <see cref="ProfessionalToInvite"/> as JSON.</summary>
    public const string ProfessionalKind = "mail-professional";

    /// <summary>Kind of due work: a sign-in link that somebody asked; its payload is a <see cref="SignInToMail"/> as JSON.</summary>
    public const string SignInKind = "mail-sign-in";

    private const string RecordKind = "invitation-mailed";
    private static readonly StreamId SignIns = new("server/sign-in");

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

    /// <summary>Schedules the mail that invites a professional; the link is made when it is sent and is in nobody else's hands.</summary>
    public async Task InviteProfessionalAsync(Caller by, PlanId plan, PersonId guest)
    {
        var actor = new Actor(by.Person.Value, by.Role.ToString(), by.Session);
        var record = JsonSerializer.SerializeToUtf8Bytes(new { person = guest.Value }, DomainJson.Options);
        var work = JsonSerializer.SerializeToUtf8Bytes(new ProfessionalToInvite(plan, guest), DomainJson.Options);
        await journal.AppendAsync(new Append(new StreamId($"access/{plan}"), actor, [new NewRecord(RecordKind, 1, record)])
        {
            Schedule = [new DueWork(ProfessionalKind, random.Text(20), time.GetUtcNow(), work)],
        });
    }

    /// <summary>Schedules a sign-in link, whoever the address belongs to: the answer takes as long for an address that nobody has.</summary>
    public async Task SignInAsync(string mail)
    {
        var work = JsonSerializer.SerializeToUtf8Bytes(new SignInToMail(mail), DomainJson.Options);
        await journal.AppendAsync(new Append(SignIns, new Actor("", "", ""), [new NewRecord("sign-in-asked", 1, "{}"u8.ToArray())])
        {
            Schedule = [new DueWork(SignInKind, random.Text(20), time.GetUtcNow(), work)],
        });
    }
}

/// <summary>A professional's invitation that waits to be mailed.</summary>
/// <param name="Plan">Of which plan.</param>
/// <param name="Guest">To whom.</param>
internal sealed record ProfessionalToInvite(PlanId Plan, PersonId Guest);

/// <summary>A sign-in link that waits to be mailed.</summary>
/// <param name="Mail">The address that somebody typed.</param>
internal sealed record SignInToMail(string Mail);

/// <summary>An invitation that waits to be mailed.</summary>
/// <param name="Plan">Of which plan.</param>
/// <param name="Guest">To whom.</param>
/// <param name="Link">The personal link; it does not work without its code, which is nowhere here.</param>
internal sealed record InvitationToMail(PlanId Plan, PersonId Guest, string Link);
