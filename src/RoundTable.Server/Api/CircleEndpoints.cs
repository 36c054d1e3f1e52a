using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>The circle of a plan: relations, protection, sections, tasks and the hand-over of the direction.</summary>
internal static class CircleEndpoints
{
    public static IEndpointRouteBuilder MapCircle(this IEndpointRouteBuilder api)
    {
        var plan = api.MapGroup("/plans/{plan:wireid}").RequireAuthorization(SessionPolicies.Full);
        plan.MapPost("/relations", RelateAsync).WithSummary("Say how one person stands to another.");
        plan.MapPost("/people/{person:wireid}/shielding", ShieldAsync).WithSummary("Change by which name somebody is known, and to whom not at all.");
        plan.MapPost("/protections", ProtectAsync).WithSummary("Keep somebody safe from somebody.");
        plan.MapPost("/protections/{protection:wireid}/end", UnprotectAsync).WithSummary("End a protection relation.");
        plan.MapPost("/sections", OpenAsync).WithSummary("Open a shielded section.");
        plan.MapPost("/sections/{section:wireid}/audience", ChangeAsync).WithSummary("Change who reads a section, and which data stand in it.");
        plan.MapPost("/tasks/{task:wireid}/done", FinishAsync).WithSummary("Mark a task as done.");
        plan.MapPost("/handover", OfferAsync).WithSummary("Ask somebody to take over as director, or take that back.");
        plan.MapPost("/handover/acceptance", AcceptAsync).WithSummary("Take over as director, when asked.");
        return api;
    }

    private static Task<Results<NoContent, ProblemHttpResult>> RelateAsync(
        string plan, RelationBody body, HttpContext http, PlanDoor door, IRandomBytes random, TimeProvider time) =>
        door.DoAsync(plan, http, new SetRelation(new Relation(
            body.Id ?? new RelationId(random.Text(16)), body.Kind, body.Of, body.To, body.From ?? DutchTime.Day(time.GetUtcNow()), body.Until)));

    private static Task<Results<NoContent, ProblemHttpResult>> ShieldAsync(
        string plan, string person, ShieldingBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new ShieldPerson(new PersonId(person), body.AliasName, body.ShieldedFrom, body.HiddenFrom));

    private static Task<Results<NoContent, ProblemHttpResult>> ProtectAsync(
        string plan, ProtectionBody body, HttpContext http, PlanDoor door, IRandomBytes random) =>
        door.DoAsync(plan, http, new SetProtection(new ProtectionRelation(
            body.Id ?? new ProtectionId(random.Text(16)), body.Protected, body.From, body.Indirect, body.Hides, body.Words, body.Reason, body.ReviewOn, body.Since)));

    private static Task<Results<NoContent, ProblemHttpResult>> UnprotectAsync(
        string plan, string protection, ReasonBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new EndProtection(new ProtectionId(protection), body.Reason));

    private static async Task<Results<Created<SectionOpenedReply>, ProblemHttpResult>> OpenAsync(
        string plan, OpenSectionBody body, HttpContext http, PlanDoor door, IRandomBytes random)
    {
        var visitor = Visitor.Of(http.User);
        var (state, caller, refused) = await door.AsDirectorAsync(visitor, new PlanId(plan));
        if (state is null)
            return Problems.Of(refused!);
        PersonId[] audience = [.. body.Audience.Append(caller!.Person).Distinct()];
        var section = new Section(
            new SectionId(NewNames.Of(http, random).Next("section")),
            SectionScope.Shielded,
            SectionRules.MustBeReleased(state, audience) ? SectionMode.Released : SectionMode.Live,
            audience,
            new SectionShield(body.Reason, body.Reviewer, body.ReviewOn),
            body.Categories);
        var refusal = await door.SetupAsync(http, state.Id, new OpenSection(section));
        return refusal is null ? TypedResults.Created($"/api/plans/{plan}", new SectionOpenedReply(section.Id)) : Problems.Of(refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        string plan, string section, AudienceBody body, HttpContext http, PlanDoor door)
    {
        var (state, caller, refused) = await door.AsDirectorAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refused!);
        var before = state.Section(new SectionId(section));
        // Into a treatment its own professional lets them in (BR-65).
        var reads = before?.Treatment is null || before.Names(caller!.Person);
        PersonId[] audience = [.. (reads ? body.Audience.Append(caller!.Person) : body.Audience).Distinct()];
        var mode = body.Live ? SectionMode.Live
            : SectionRules.MustBeReleased(state, audience) ? SectionMode.Released
            : before?.Mode ?? SectionMode.Released;
        return await door.DoAsync(plan, http, new ChangeSection(new SectionId(section), mode, audience, body.Categories));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> FinishAsync(string plan, string task, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new FinishTask(task));

    private static Task<Results<NoContent, ProblemHttpResult>> OfferAsync(string plan, HandoverBody body, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new OfferHandover(body.To));

    private static Task<Results<NoContent, ProblemHttpResult>> AcceptAsync(string plan, HttpContext http, PlanDoor door) =>
        door.DoAsync(plan, http, new AcceptHandover());
}
