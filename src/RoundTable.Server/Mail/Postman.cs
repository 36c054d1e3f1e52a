using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Minutes;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Mail;

/// <summary>
/// Delivers one piece of due work, says whether a mail went out for it, and sends nothing after its lease (<see cref="LeaseEndedException"/>). Doing it twice sends a mail with the same id, so that a crash between sending and
/// recording costs the recipient nothing. What is found to be nothing to do is put aside for ever, so each plan is read as it is on disk.
/// </summary>
internal sealed class Postman(
    GrainHost grains, PlanIndex index, Vault vault, PublicAddress address, IMailTransport transport, IOptions<RoundTableOptions> options, TimeProvider time, AccessLog log, CalendarFiles calendar)
{
    private readonly MailAddress _from = new(options.Value.Mail.From);

    /// <summary>Sends the minutes' link that is made here and now, and records that it is sent; or that its recipient has no code for it.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> DeliverMinutesAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<DeliveryToMake>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        var delivery = plan.PublishedMinutes(due.Minutes)?.Deliveries.FirstOrDefault(d => d.Id == due.Delivery);
        if (delivery?.State is not (DeliveryState.Queued or DeliveryState.NeedsCode) || plan.Person(due.Recipient) is not { } recipient)
            return false;

        // Asked again at the last moment: since it was queued a consent may have ended (BR-60).
        if (!Access.Gets(plan, delivery))
        {
            await RecordAsync(due, plan, delivery, DeliveryState.Blocked);
            return false;
        }

        if (!await CanOpenAsync(recipient, ct))
        {
            await RecordAsync(due, plan, delivery, DeliveryState.NeedsCode);

            // A code that was made meanwhile found nothing that waited for it.
            if (!await CanOpenAsync(recipient, ct))
                return false;
        }

        var to = AddressOf(recipient);
        var link = await MinutesLinkAsync(due, plan, recipient, ct);
        await SendAsync(work, to, NeutralMail.ForMinutes(new Uri(link)), ct);
        await log.ReceivedAsync(
            Caller.Server(recipient.Id) with { Role = recipient.Role, Subject = recipient.Subject }, due.Plan, AccessSubject.Minutes, due.Minutes.Value);
        await RecordAsync(due, plan, delivery, DeliveryState.Sent);
        return true;
    }

    /// <summary>Gives up on a delivery: the director sees that it did not arrive.</summary>
    public async Task GiveUpMinutesAsync(LeasedWork work)
    {
        if (!TryRead<DeliveryToMake>(work, out var due))
            return;
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true));
        if (plan.PublishedMinutes(due.Minutes)?.Deliveries.FirstOrDefault(d => d.Id == due.Delivery) is { } delivery)
            await RecordAsync(due, plan, delivery, DeliveryState.Bounced);
    }

    /// <summary>Sends an organisation that did not open its minutes a link to them once more, and records that it did.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> RemindAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<DeliveryToMake>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        var delivery = plan.PublishedMinutes(due.Minutes)?.Deliveries.FirstOrDefault(d => d.Id == due.Delivery);
        if (delivery is not { RemindedAt: null } || !UnreadMinutes.Waits(plan, delivery) || plan.Person(due.Recipient) is not { } recipient)
            return false;
        var to = AddressOf(recipient);
        var link = await MinutesLinkAsync(due, plan, recipient, ct);
        await SendAsync(work, to, NeutralMail.ForReminder(new Uri(link)), ct);
        await grains.Plan(due.Plan).CallAsync(p => p.SetupAsync(Caller.Server(plan.Director), $"reminded-{due.Delivery}", new RecordReminder(due.Delivery)));
        return true;
    }

    /// <summary>Sends an invitation.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> InviteAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<InvitationToMail>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        if (plan.Person(due.Guest) is not { } guest || await IsReplacedAsync(work, guest, ct))
            return false;

        // Also when whoever made the code could not: what waited for it goes as surely as the link.
        await grains.Plan(due.Plan).CallAsync(p => p.SetupAsync(Caller.Server(plan.Director), SendToCode.OperationOf(work.Work.Key), new SendToCode(due.Guest)), ct);
        await InviteAsync(work, plan, guest, AddressOf(guest), NeutralMail.ForInvitation(new Uri(due.Link)), ct);
        return true;
    }

    /// <summary>Gives up on an invitation: the director is told to call, unless they made another meanwhile.</summary>
    public async Task GiveUpInvitationAsync(LeasedWork work)
    {
        if (!TryRead<InvitationToMail>(work, out var due))
            return;
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true));
        if (plan.Person(due.Guest) is { } guest && !await IsReplacedAsync(work, guest))
            await BouncedAsync(work, plan, new RecordBouncedMail(due.Guest, BouncedMail.Invitation));
    }

    /// <summary>Gives up on a professional's invitation: the director is told to call.</summary>
    public async Task GiveUpProfessionalAsync(LeasedWork work)
    {
        if (TryRead<ProfessionalToInvite>(work, out var due))
            await BouncedAsync(work, due.Plan, new RecordBouncedMail(due.Guest, BouncedMail.Invitation));
    }

    /// <summary>Gives up on telling somebody that a meeting was called off: the director is told to call.</summary>
    public async Task GiveUpCancelAsync(LeasedWork work)
    {
        if (TryRead<EntryToCancel>(work, out var due))
            await BouncedAsync(work, due.Plan, new RecordBouncedMail(due.Person, BouncedMail.CalledOff, due.Meeting));
    }

    /// <summary>Lets a day begin in a plan.</summary>
    public Task BeginDayAsync(LeasedWork work, CancellationToken ct) =>
        grains.Plan(PlanDue.PlanOf(work.Work)).CallAsync(p => p.BeginDayAsync(), ct);

    /// <summary>Sends a professional the way in that only they get: a one-time link, or where to sign in with OpenID Connect.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> InviteProfessionalAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<ProfessionalToInvite>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        if (plan.Person(due.Guest) is not { } guest || Account.Of(guest) is not { } account)
            return false;
        var link = UsesOpenIdConnect
            ? $"{address.Base}/plan/{plan.Id}"
            : await AccountLinkAsync(account, guest, plan.Id, options.Value.SignIn.FirstMailLink, ct);
        await InviteAsync(work, plan, guest, AccountAddressOf(guest), NeutralMail.ForSignIn(new Uri(link)), ct);
        return true;
    }

    /// <summary>Sends a one-time sign-in link to an address, if it is that of a professional; nothing otherwise, which nobody hears.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> SignInAsync(LeasedWork work, CancellationToken ct)
    {
        var account = Account.Of(Read<SignInToMail>(work).Mail);
        foreach (var (id, person) in await index.OfAccountAsync(account, ct))
        {
            if (await vault.IsErasedAsync(StreamOwners.OfPlan(id), ct))
                continue;
            var plan = await grains.Plan(id).CallAsync(p => p.StateAsync(fresh: true), ct);
            if (plan.Person(person) is not { } found || Account.Of(found) != account)
                continue;
            var link = await AccountLinkAsync(account, found, null, options.Value.SignIn.MailLink, ct);
            await SendAsync(work, AccountAddressOf(found), NeutralMail.ForSignIn(new Uri(link)), ct);
            return true;
        }

        return false;
    }

    /// <summary>Tells the director that there is something to look at now; what it is stands behind the sign-in.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> AlertAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<AlertToSend>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        // Whoever directs by now: it may have waited, and the director of then has nothing to look at any more.
        if (plan.Person(plan.Director) is not { } director)
            return false;
        await SendAsync(work, AddressOf(director), NeutralMail.ForAlert(new Uri($"{address.Base}/plan/{plan.Id}")), ct);
        return true;
    }

    /// <summary>Takes a meeting that was called off out of the calendar of somebody whom it was mailed to.</summary>
    /// <exception cref="MailRefusedException">It cannot reach the recipient.</exception>
    /// <exception cref="IOException">It did not work; later it may.</exception>
    public async Task<bool> CancelAsync(LeasedWork work, CancellationToken ct)
    {
        var due = Read<EntryToCancel>(work);
        var plan = await grains.Plan(due.Plan).CallAsync(p => p.StateAsync(fresh: true), ct);
        if (plan.Person(due.Person) is not { } person || CalendarEntry.EndOf(plan, due.Meeting, person.Id) is not { } entry)
            return false;
        var link = new Uri(Access.Has(plan, person.Id) ? $"{address.Base}/plan/{plan.Id}" : $"{address.Base}/");
        await SendAsync(work, AddressOf(person), NeutralMail.ForCalendar(link), ct, calendar.Attach(entry, person));
        return true;
    }

    // Recorded after it went: a calendar that holds the meeting is told when it is called off.
    private async Task InviteAsync(LeasedWork work, FamilyPlan plan, Person guest, MailAddress to, NeutralMail mail, CancellationToken ct)
    {
        var entry = CalendarEntry.ByMail(plan, guest.Id);
        await SendAsync(work, to, mail, ct, entry is null ? null : calendar.Attach(entry, guest));

        // Also when this plan knows of none that came back: another server may give up on an earlier one while this one goes.
        try
        {
            await grains.Plan(plan.Id).CallAsync(p => p.SetupAsync(Caller.Server(plan.Director), $"invited-{IdOf(work.Work)}", new RecordInvitation(guest.Id)));
        }
        catch (GrainUnavailableException) when (!plan.BouncedMails.Exists(b => b.Person == guest.Id && b.Mail == BouncedMail.Invitation))
        {
            // For what is seldom there the mail does not go once more.
        }

        if (entry is not null)
            await grains.Plan(plan.Id).CallAsync(p => p.SetupAsync(Caller.Server(plan.Director), $"entry/{entry.Id}", new RecordEntryMailed(entry.Meeting, guest.Id)));
    }

    // The work goes by the name of the link. When a later one took its place this one opens nothing, and of the later one they hear apart.
    private Task<bool> IsReplacedAsync(LeasedWork work, Person guest, CancellationToken ct = default) =>
        grains.Subject(guest.Subject).CallAsync(s => s.IsReplacedAsync(work.Work.Key), ct);

    private async Task BouncedAsync(LeasedWork work, PlanId plan, RecordBouncedMail bounced) =>
        await BouncedAsync(work, await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true)), bounced);

    private Task BouncedAsync(LeasedWork work, FamilyPlan plan, RecordBouncedMail bounced) =>
        grains.Plan(plan.Id).CallAsync(p => p.SetupAsync(Caller.Server(plan.Director), $"bounced-{IdOf(work.Work)}", bounced));

    private async Task<bool> CanOpenAsync(Person recipient, CancellationToken ct) =>
        !WaysIn.AsksOwnCode(recipient) || await grains.Subject(recipient.Subject).CallAsync(s => s.HasCodeAsync(), ct);

    private bool UsesOpenIdConnect => options.Value.OpenIdConnect.IsConfigured;

    // With OpenID Connect nothing that opens anything is in a professional's mail.
    private async Task<string> MinutesLinkAsync(DeliveryToMake due, FamilyPlan plan, Person recipient, CancellationToken ct)
    {
        if (UsesOpenIdConnect && Account.Of(recipient) is not null)
            return $"{address.Base}/minutes/{due.Minutes}";
        var request = WaysIn.ForMinutes(due.Plan, recipient, due.Minutes, options.Value.SignIn.MinutesLink);
        var wayIn = await grains.Subject(recipient.Subject).CallAsync(s => s.MakeWayInAsync(Caller.Server(plan.Director), request), ct);
        return address.LinkFor(wayIn.Token);
    }

    private async Task<string> AccountLinkAsync(SubjectId account, Person person, PlanId? plan, TimeSpan lifetime, CancellationToken ct)
    {
        var request = WaysIn.ForAccount(person, plan, lifetime);
        var wayIn = await grains.Subject(account).CallAsync(s => s.MakeWayInAsync(Caller.Server(person.Id), request), ct);
        return address.LinkFor(wayIn.Token);
    }

    private static T Read<T>(LeasedWork work) => JsonSerializer.Deserialize<T>(work.Work.Payload.Span, DomainJson.Options)!;

    // What nobody can read is given up too, and names nobody.
    private static bool TryRead<T>(LeasedWork work, [NotNullWhen(true)] out T? due)
    {
        try
        {
            due = JsonSerializer.Deserialize<T>(work.Work.Payload.Span, DomainJson.Options);
            return due is not null;
        }
        catch (JsonException)
        {
            due = default;
            return false;
        }
    }

    private static MailAddress AddressOf(Person person) =>
        MailAddress.TryCreate(person.Email, out var address) ? address : throw new MailRefusedException(MailRefusedException.NoAddress);

    private static MailAddress AccountAddressOf(Person person) =>
        MailAddress.TryCreate(WorkAddress.Plain(person.Email!), out var address) ? address : throw new MailRefusedException(MailRefusedException.NoAddress);

    // What came before it may have taken longer than the lease: by then another server sends it, with a link of its own.
    private Task SendAsync(LeasedWork work, MailAddress to, NeutralMail mail, CancellationToken ct, MailAttachment? attachment = null)
    {
        var now = time.GetUtcNow();
        return now < work.LeaseEnd
            ? transport.SendAsync(new OutgoingMail(IdOf(work.Work), _from, to, mail.Subject, mail.Text, now) { Attachment = attachment }, ct)
            : throw new LeaseEndedException();
    }

    // The same for every try, and silent about what kind of mail it is.
    private static string IdOf(DueWork work) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{work.Kind}/{work.Key}")).AsSpan(0, 16));

    // It may be blocked again after it was freed, or sent again after it came back: each time is an operation of its own.
    private Task RecordAsync(DeliveryToMake due, FamilyPlan plan, Delivery delivery, DeliveryState state) => grains.Plan(due.Plan).CallAsync(p => p.SetupAsync(
        Caller.Server(plan.Director), $"{state}-{due.Delivery}-{delivery.At.UtcTicks}".ToLowerInvariant(), new RecordDelivery(due.Delivery, state)));
}
