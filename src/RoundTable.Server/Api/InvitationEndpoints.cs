using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Api;

/// <summary>Personal links for the people of a plan.</summary>
internal static class InvitationEndpoints
{
    public static async Task<Results<Ok<InvitationReply>, ProblemHttpResult>> InviteAsync(
        string plan,
        string person,
        HttpContext http,
        PlanDoor door,
        GrainHost grains,
        Reach reach,
        Outbox outbox,
        AccessLog log,
        PublicAddress address,
        IOptions<RoundTableOptions> options)
    {
        var (state, caller, refusal) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        if (state.Person(new PersonId(person)) is not { } guest)
            return Problems.Of(new Refusal(RefusalCodes.PlanPersonUnknown));
        if (await HasSealedScoreAsync(grains, state, guest.Id))
            return Problems.Of(new Refusal(RefusalCodes.WayInScoreSealed));
        var reachesBeyond = await reach.IsBeyondAsync(guest.Subject, state.Id);
        if (Account.Of(guest) is not null && guest.Id != caller!.Person)
        {
            // What a director made before and kept must not let them in either. What opens other plans too is not ours to close.
            if (!reachesBeyond)
                await grains.Subject(guest.Subject).CallAsync(subject => subject.CloseWaysInAsync(caller));
            await outbox.InviteProfessionalAsync(caller, state.Id, guest.Id);
            return TypedResults.Ok(new InvitationReply(null, null, Mailed: true));
        }

        // Whoever had this link would be them in all their other plans.
        if (guest.Id != caller!.Person && reachesBeyond)
            return Problems.Of(new Refusal(RefusalCodes.WayInOwnLink));
        var request = WaysIn.For(state, guest, options.Value.SignIn.Invitation);
        var wayIn = await grains.Subject(guest.Subject).CallAsync(subject => subject.MakeWayInAsync(caller, request));
        // A score given in between: the link stays with the server. From here on it cannot happen: a score is bound to its session, and the old one is over.
        if (await HasSealedScoreAsync(grains, state, guest.Id))
            return Problems.Of(new Refusal(RefusalCodes.WayInScoreSealed));
        var link = address.LinkFor(wayIn.Token);
        if (guest.Email is not null)
            await outbox.InviteAsync(caller, state.Id, guest.Id, wayIn.Id, link);
        else
            await log.ChangedAsync(caller, state.Id, AccessSubject.Invitation, guest.Id.Value, "invitation");

        // Last: the earlier link is closed, so the mail with the new one waits for nothing that can be done later.
        try
        {
            await grains.Plan(state.Id).CallAsync(p => p.SetupAsync(Caller.Server(state.Director), SendToCode.OperationOf(wayIn.Id), new SendToCode(guest.Id)));
        }
        catch (Exception e) when (guest.Email is not null && e is (GrainUnavailableException or JournalUnavailableException))
        {
            // The code is in this answer alone, and the mail with its link goes: it does this too (Postman).
        }

        return TypedResults.Ok(new InvitationReply(link, wayIn.Code!, guest.Email is not null));
    }

    /// <summary>Those of the family and network who take part and have no code yet: the minutes can go to them only when they do.</summary>
    public static async Task<Results<Ok<WithoutCodeReply>, ProblemHttpResult>> WithoutCodeAsync(string plan, HttpContext http, PlanDoor door, GrainHost grains)
    {
        var (state, _, refusal) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        var without = new List<PersonId>();
        foreach (var person in state.People.Where(p => WaysIn.AsksOwnCode(p) && Access.Has(state, p.Id)))
        {
            if (!await grains.Subject(person.Subject).CallAsync(subject => subject.HasCodeAsync()))
                without.Add(person.Id);
        }

        return TypedResults.Ok(new WithoutCodeReply(without));
    }

    private static async Task<bool> HasSealedScoreAsync(GrainHost grains, FamilyPlan plan, PersonId person)
    {
        foreach (var meeting in plan.Meetings.Where(meeting => !meeting.Ended && meeting.RoomsOf(person).Any()))
        {
            if (await grains.Meeting(meeting.Id).CallAsync(m => m.HasSealedScoreAsync(person)))
                return true;
        }

        return false;
    }
}
