using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Hubs;
using RoundTable.Server.Pdf;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions;

namespace RoundTable.Server.Api;

/// <summary>Errors of the API: problem details with a stable <c>code</c>, and never a text about people.</summary>
internal static class Problems
{
    internal const string Code = "code";
    private const string Fault = "server.fault";

    public static ProblemHttpResult Of(int status, string code, IReadOnlyList<string>? about = null)
    {
        var extensions = new Dictionary<string, object?> { [Code] = code };
        if (about is { Count: > 0 })
            extensions["about"] = about;
        return TypedResults.Problem(statusCode: status, extensions: extensions);
    }

    /// <summary>Counts the refusal of a request, once however many write it; a fault is none.</summary>
    public static void Count(HttpContext http, string code)
    {
        if (code != Fault && http.Items.TryAdd(typeof(Problems), code))
            http.RequestServices.GetRequiredService<ServerMeter>().Refused(code);
    }

    /// <summary>Counts the refusal and answers with it, where no endpoint does.</summary>
    public static Task RefuseAsync(HttpContext http, int status, string code)
    {
        Count(http, code);
        return Of(status, code).ExecuteAsync(http);
    }

    /// <summary>A rule said no.</summary>
    public static ProblemHttpResult Of(Refusal refusal) => Of(StatusOf(refusal.Code), refusal.Code, refusal.About);

    /// <summary>Gives every problem a code, also those that the framework makes.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .Configure<ExceptionHandlerOptions>(options => options.StatusCodeSelector = StatusOf)
        .AddProblemDetails(options =>
        options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Extensions.Remove("traceId");
            problem.Extensions.TryAdd(Code, problem.Status switch
            {
                StatusCodes.Status400BadRequest => RequestCodes.Malformed,
                StatusCodes.Status401Unauthorized => "session.required",
                StatusCodes.Status403Forbidden => "session.forbidden",
                StatusCodes.Status404NotFound => "request.not-found",
                StatusCodes.Status405MethodNotAllowed => "request.method",
                StatusCodes.Status410Gone => RefusalCodes.PlanErased,
                StatusCodes.Status413PayloadTooLarge => RequestCodes.TooLarge,
                StatusCodes.Status415UnsupportedMediaType => "request.media-type",
                StatusCodes.Status429TooManyRequests => RequestCodes.TooMany,
                StatusCodes.Status503ServiceUnavailable => RequestCodes.Unavailable,
                _ => Fault,
            });
            Count(context.HttpContext, (string)problem.Extensions[Code]!);
        });

    // The store is away or too much waits: the same again may succeed in a moment.
    private static int StatusOf(Exception fault) => fault switch
    {
        JournalUnavailableException or GrainUnavailableException or SectionResyncException => StatusCodes.Status503ServiceUnavailable,
        DataErasedException => StatusCodes.Status410Gone,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static int StatusOf(string code) => code switch
    {
        RefusalCodes.WayInUnknown or RefusalCodes.PlanNotAMember or RefusalCodes.PlanPersonUnknown or RefusalCodes.MinutesUnknown or RefusalCodes.SectionNotAReader
            or RefusalCodes.ConsentUnknown or RefusalCodes.LegalBasisNotUsed or RefusalCodes.DeliveryUnknown or RefusalCodes.ProtectionUnknown or RefusalCodes.TaskUnknown or RefusalCodes.EmergencyUnknown or RefusalCodes.EmergencyNotRunning or RefusalCodes.MeetingNotInRoom
            or SessionCodes.MomentUnknown or SessionCodes.ItemUnknown => StatusCodes.Status404NotFound,
        RefusalCodes.SectionReadOnly => StatusCodes.Status409Conflict,
        SessionCodes.SectionTooFast => StatusCodes.Status429TooManyRequests,
        RefusalCodes.WayInUsed or RefusalCodes.WayInExpired or RefusalCodes.PlanErased => StatusCodes.Status410Gone,
        RefusalCodes.WayInWrongCode or RefusalCodes.PlanNotDirector or RefusalCodes.PlanNoBasis or RefusalCodes.EmergencyNotAllowed
            or RefusalCodes.ExportNotKept => StatusCodes.Status403Forbidden,
        RefusalCodes.WayInScoreSealed or RefusalCodes.WayInOwnLink or RefusalCodes.EmergencyReviewed => StatusCodes.Status409Conflict,
        SessionCodes.SessionOver => StatusCodes.Status401Unauthorized,
        RefusalCodes.WayInLocked or SessionCodes.DoorTooManyTokens => StatusCodes.Status429TooManyRequests,
        PdfCodes.Unavailable or PdfCodes.Failed => StatusCodes.Status503ServiceUnavailable,
        PdfCodes.Busy => StatusCodes.Status429TooManyRequests,
        SignInCodes.SessionUnknown or SignInCodes.NotOffered => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
