using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Plans, and what their director arranges.</summary>
internal static class PlanEndpoints
{
    public static IEndpointRouteBuilder MapPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").RequireAuthorization(SessionPolicies.Full);
        plans.MapGet("/{plan:wireid}", LookAsync).WithSummary("A plan as the caller may see it.");
        plans.MapGet("/{plan:wireid}/access", AccessEndpoints.ReadAsync)
            .RequireRateLimiting(LimitsExtensions.HeavyReads)
            .WithSummary("Who looked in the plan, as the caller may see it.");
        plans.MapPost("/{plan:wireid}/erasure", ErasureEndpoints.EraseAsync).WithSummary("Erase a plan for good.");
        plans.MapGet("/{plan:wireid}/erasure", ErasureEndpoints.ReportAsync).WithSummary("The proof that a plan was erased.");
        plans.MapPost("/", OpenAsync).CountsAsMove().WithSummary("Open a plan and become its director.");
        plans.MapPost("/{plan:wireid}/people", AddPersonAsync).WithSummary("Bring somebody into a plan.");
        plans.MapPost("/{plan:wireid}/meetings", PlanMeetingAsync).WithSummary("Plan a meeting.");
        plans.MapPost("/{plan:wireid}/meetings/{meeting:wireid}/people", InviteToMeetingAsync).WithSummary("Take somebody into a meeting that is planned already.");
        plans.MapPost("/{plan:wireid}/people/{person:wireid}/invitation", InvitationEndpoints.InviteAsync)
            .WithSummary("Make somebody's personal link and code.");
        plans.MapGet("/{plan:wireid}/without-code", InvitationEndpoints.WithoutCodeAsync).WithSummary("Who of the family and network has no code yet.");
        return api;
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> LookAsync(string plan, HttpContext http, PlanDoor door)
    {
        var (view, refusal) = await door.LookAsync(Visitor.Of(http.User), new PlanId(plan));
        return view is null ? Problems.Of(refusal!) : TypedResults.Ok(view);
    }

    private static async Task<Results<Created<PlanOpenedReply>, ProblemHttpResult>> OpenAsync(
        OpenPlanBody body, HttpContext http, Directors directors, GrainHost grains, IRandomBytes random)
    {
        var visitor = Visitor.Of(http.User);
        if (await directors.ProfileAsync(visitor) is not { } profile)
            return Problems.Of(StatusCodes.Status403Forbidden, RefusalCodes.PlanNotDirector);
        var names = NewNames.Of(http, random);
        var plan = new PlanId(names.Next("plan"));
        var director = new Person(
            new PersonId(names.Next("director")),
            visitor.Subject,
            body.DirectorName ?? profile.Name,
            PersonRole.CaseDirector,
            body.DirectorOrganisation ?? profile.Organisation,
            Relation: null,
            AliasName: null,
            ShieldedFrom: [],
            HiddenFrom: [],
            Serves: null,
            body.DirectorEmail ?? profile.Email,
            body.DirectorPhone ?? profile.Phone,
            BirthDate: null);
        var open = new OpenPlan(plan, body.FamilyName, body.Municipality, body.Reason, director, new SectionId(random.Text(16)));
        var caller = new Sessions.Caller(director.Id, director.Role, visitor.Subject, visitor.Session);
        var refusal = await grains.Plan(plan).CallAsync(p => p.SetupAsync(caller, names.Next("operation"), open));
        return refusal is null
            ? TypedResults.Created($"/api/plans/{plan}", new PlanOpenedReply(plan, director.Id))
            : Problems.Of(refusal);
    }

    private static async Task<Results<Created<PersonAddedReply>, ProblemHttpResult>> AddPersonAsync(
        string plan, AddPersonBody body, HttpContext http, PlanDoor door, LegalBases list, IRandomBytes random, TimeProvider time)
    {
        var person = new Person(
            new PersonId(NewNames.Of(http, random).Next("person")),
            new SubjectId(random.Text(16)),
            body.Name,
            body.Role,
            body.Organisation,
            body.Relation,
            body.AliasName,
            body.ShieldedFrom ?? [],
            body.HiddenFrom ?? [],
            body.Serves,
            body.Email,
            body.Phone,
            body.Role == PersonRole.Child ? body.BirthDate : null);
        var (state, caller, refused) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refused!);
        var basis = body.LegalBasis is null ? null : list.Use(body.LegalBasis, [person.Id], caller!.Person, random, time);
        if (body.LegalBasis is not null && basis is null)
            return Problems.Of(new Refusal(RefusalCodes.LegalBasisUnknown));
        var refusal = await door.SetupAsync(http, state.Id, new AddPerson(person, body.InCircle, basis));
        return refusal is null
            ? TypedResults.Created($"/api/plans/{plan}", new PersonAddedReply(person.Id))
            : Problems.Of(refusal);
    }

    private static async Task<Results<Created<MeetingPlannedReply>, ProblemHttpResult>> PlanMeetingAsync(
        string plan, PlanMeetingBody body, HttpContext http, PlanDoor door, IRandomBytes random)
    {
        var visitor = Visitor.Of(http.User);
        var (state, caller, refused) = await door.AsDirectorAsync(visitor, new PlanId(plan));
        if (state is null)
            return Problems.Of(refused!);
        var meeting = new MeetingId(NewNames.Of(http, random).Next("meeting"));
        PlannedRoom[] rooms = [.. (body.OtherRooms ?? []).Prepend(new RoomBody(body.StartsAt, body.Participants)).Select(room =>
            new PlannedRoom(new RoomId(random.Text(16)), room.StartsAt, [.. room.Participants.Append(caller!.Person).Distinct()]))];
        PersonId[] informed = [.. (body.Informed ?? []).Except(rooms.SelectMany(room => room.Participants))];
        var refusal = await door.SetupAsync(http, state.Id, new PlanMeeting(meeting, body.Kind, rooms, informed));
        return refusal is null
            ? TypedResults.Created($"/api/plans/{plan}", new MeetingPlannedReply(meeting))
            : Problems.Of(refusal);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> InviteToMeetingAsync(
        string plan, string meeting, InviteToMeetingBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new InviteToMeeting(new MeetingId(meeting), body.Person, body.Room));
}
