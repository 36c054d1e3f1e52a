using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Server.Limits;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>Everything about one person (AVG, article 15): for that person, or for the director who hands it to them.</summary>
internal static class ExportEndpoints
{
    /// <summary>The name of the file: it says nothing to who finds it on a telephone.</summary>
    public const string FileName = "bestand.zip";

    public static IEndpointRouteBuilder MapExport(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plans/{plan:wireid}/people/{person:wireid}/export", ExportAsync)
            .RequireAuthorization(SessionPolicies.Full)
            .RequireRateLimiting(LimitsExtensions.HeavyReads)
            .WithSummary("A copy of everything about a person, as a ZIP file with JSON and a page to read.");
        return api;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        string plan, string person, HttpContext http, PlanDoor door, PersonExporting exporting, AccessLogReader reader, AccessLog log, CancellationToken ct)
    {
        var (state, caller, refusal) = await door.AsMemberAsync(Visitor.Of(http.User), new PlanId(plan));
        if (state is null)
            return Problems.Of(refusal!);
        var (about, maker) = (new PersonId(person), caller!.Person);
        if (!PersonExportComposer.MayMake(state, maker, about)
            || await exporting.ComposeAsync(state.Id, about, maker, () => reader.ReadAsync(new PlanId(plan), ct), ct) is not { } export)
        {
            var code = PersonExportComposer.WhyNot(state, maker, about);
            await log.RefusedAsync(caller, state.Id, AccessSubject.Person, person, code);
            return Problems.Of(new Refusal(code));
        }

        await log.PrintedAsync(caller, state.Id, AccessSubject.Person, person);
        return TypedResults.File(ExportFile.Write(export), "application/zip", FileName);
    }
}
