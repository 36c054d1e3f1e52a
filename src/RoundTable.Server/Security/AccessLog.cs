using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Server.Security;

/// <summary>Records who read what of a plan (design D2): ids only, in the stream <c>access/&lt;plan&gt;</c>.</summary>
internal sealed class AccessLog(IJournal journal)
{
    private const string RecordKind = "read";
    private const int Version = 1;

    /// <summary>On disk before what was asked for is answered.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="plan">Of which plan.</param>
    /// <param name="what">"plan", "section", "history", "meeting" or "minutes".</param>
    /// <param name="id">Which.</param>
    public async Task ReadAsync(Caller caller, PlanId plan, string what, string id)
    {
        var actor = new Actor(caller.Person.Value, caller.Role.ToString(), caller.Session);
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { what, id }, DomainJson.Options);
        await journal.AppendAsync(new Append(new StreamId($"access/{plan}"), actor, [new NewRecord(RecordKind, Version, payload)]));
    }
}
