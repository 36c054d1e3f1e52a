using Microsoft.AspNetCore.Http.HttpResults;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Minutes;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;

namespace RoundTable.Server.Api;

/// <summary>A meeting for one's own calendar: a neutral word and a time.</summary>
internal static class CalendarEndpoints
{
    public static IEndpointRouteBuilder MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings/{meeting:wireid}/calendar", ReadAsync)
            .RequireAuthorization(SessionPolicies.Full)
            .CountsAsMove()
            .WithSummary("A meeting in which the caller has a seat, as an iCalendar file for them alone.");
        return api;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        string meeting, HttpContext http, TableDoor door, GrainHost grains, CalendarFiles calendar)
    {
        var id = new MeetingId(meeting);
        var visitor = Visitor.Of(http.User);
        if (await door.ToMeetingAsync(visitor, id) is not var (plan, caller))
            return Problems.Of(await door.RefuseMeetingAsync(visitor, id));
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));
        var entries = CalendarEntry.For(state, id, caller.Person);
        if (entries.Count == 0)
            return Problems.Of(await door.Outsiders.RefuseAsync(visitor, caller, plan, AccessSubject.Meeting, meeting, new Refusal(RefusalCodes.MeetingNotInRoom)));

        await door.Log.PrintedAsync(caller, plan, AccessSubject.Meeting, meeting);
        return TypedResults.File(calendar.Write(entries, state.Person(caller.Person)!), $"{CalendarInvitation.MediaType}; charset=utf-8", CalendarInvitation.FileName);
    }
}
