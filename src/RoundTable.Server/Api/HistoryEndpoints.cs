using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>Earlier moments of a section: for the director who reads it now, and of treatment content for its own professional alone. Each look is recorded like every reading.</summary>
internal static class HistoryEndpoints
{
    private const int Usual = 50;
    private const int Most = 200;

    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder api)
    {
        var section = api.MapGroup("/sections/{section:wireid}").RequireAuthorization(SessionPolicies.Full).CountsAsMove();
        section.MapGet("/history", ListAsync).WithSummary("What was done in a section, by whom and when; the latest first.");
        section.MapGet("/history/{seq:long}", ReadAsync).WithSummary("A section as it stood at an earlier moment.");
        section.MapPost("/history/{seq:long}/restore", RestoreAsync).WithSummary("Bring an item or the section back, as a new change of the caller.");
        section.MapPost("/moments", NameAsync).WithSummary("Give the section as it is now a name.");
        return api;
    }

    private static async Task<Results<Ok<HistoryReply>, ProblemHttpResult>> ListAsync(
        string section, string? item, long? before, int? limit, HttpContext http, TableDoor door, SectionHistory history, CancellationToken ct)
    {
        if (await ComeInAsync(section, http, door) is not var (key, caller))
            return await UnknownAsync(section, http, door);
        var most = Math.Clamp(limit ?? Usual, 1, Most);
        var answer = await history.ListAsync(key, caller, item is null ? null : ItemId.From(item), before, most, ct);
        if (answer.Value is not { } page)
            return await RefusedAsync(http, door, key, caller, answer.Refusal!);
        await door.Log.ReadAsync(caller, key.Plan, AccessSubject.History, section);
        var view = await HistoryView.ForAsync(door, key.Plan, caller);
        return TypedResults.Ok(view.Of(page));
    }

    private static async Task<Results<Ok<ThenReply>, ProblemHttpResult>> ReadAsync(
        string section, long seq, HttpContext http, TableDoor door, SectionHistory history, CancellationToken ct)
    {
        if (await ComeInAsync(section, http, door) is not var (key, caller))
            return await UnknownAsync(section, http, door);
        var answer = await history.ReadAsync(key, caller, seq, ct);
        if (answer.Value is not { } then)
            return await RefusedAsync(http, door, key, caller, answer.Refusal!);
        await door.Log.ReadAsync(caller, key.Plan, AccessSubject.History, section);
        var view = await HistoryView.ForAsync(door, key.Plan, caller);
        return TypedResults.Ok(view.Of(then));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        string section, long seq, RestoreBody body, HttpContext http, TableDoor door, SectionHistory history, CancellationToken ct) =>
        await ComeInAsync(section, http, door) is var (key, caller)
            ? await DoneAsync(http, door, key, caller, "Restore", await history.RestoreAsync(key, caller, seq, body.Item is { } item ? ItemId.From(item) : null, ct))
            : await UnknownAsync(section, http, door);

    private static async Task<Results<NoContent, ProblemHttpResult>> NameAsync(
        string section, NameMomentBody body, HttpContext http, TableDoor door, SectionHistory history) =>
        await ComeInAsync(section, http, door) is var (key, caller)
            ? await DoneAsync(http, door, key, caller, "NameMoment", await history.NameAsync(key, caller, body.Name))
            : await UnknownAsync(section, http, door);

    private static ValueTask<(SectionKey Key, Caller Caller)?> ComeInAsync(string section, HttpContext http, TableDoor door) =>
        door.ToSectionAsync(Visitor.Of(http.User), SectionId.From(section));

    private static async Task<Results<NoContent, ProblemHttpResult>> DoneAsync(HttpContext http, TableDoor door, SectionKey key, Caller caller, string kind, Refusal? refusal)
    {
        if (refusal is not null)
            return await RefusedAsync(http, door, key, caller, refusal);
        await door.Log.ChangedAsync(caller, key.Plan, AccessSubject.Section, key.Section.Value, kind);
        return TypedResults.NoContent();
    }

    private static async Task<ProblemHttpResult> RefusedAsync(HttpContext http, TableDoor door, SectionKey key, Caller caller, Refusal refusal) =>
        Problems.Of(await door.Outsiders.RefuseAsync(Visitor.Of(http.User), caller, key.Plan, AccessSubject.History, key.Section.Value, refusal));

    private static async Task<ProblemHttpResult> UnknownAsync(string section, HttpContext http, TableDoor door) =>
        Problems.Of(await door.RefuseSectionAsync(Visitor.Of(http.User), SectionId.From(section), AccessSubject.History));
}
