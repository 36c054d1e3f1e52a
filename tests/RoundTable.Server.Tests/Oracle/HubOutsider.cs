using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>An outsider at the hub: opens, says where they are, pushes.</summary>
internal sealed class HubOutsider(Fleet fleet, CookieContainer cookies, SectionId section, Random chance) : Outsider(fleet, chance)
{
    protected override async Task TryAsync(Uri address)
    {
        await using var table = await TableClient.ConnectAsync(address, cookies);
        try
        {
            while (!IsResting)
            {
                var there = await AnswersAsync(table, section);
                var nowhere = await AnswersAsync(table, Participants.Nowhere);
                if (there is null || nowhere is null)
                    return;
                AssertSame(nowhere, there);
                Rounds++;
                await Task.Delay(Pause);
            }
        }
        finally
        {
            Keep(table.Frames.Everything());
        }
    }

    // Null when the connection went meanwhile.
    private static async Task<string?> AnswersAsync(TableClient table, SectionId which)
    {
        var opened = await table.OpenSectionAsync(which);
        await table.Hub.SendAsync("SetPresence", new SetPresenceRequest(which, null, true));
        await table.PushAsync(which, 1, [0, 0]);
        var pushed = await table.NextAsync<object>(e => e is RefusedEvent or AcknowledgedEvent or UpdatedEvent or PresenceEvent or ResyncEvent or ClosedEvent);
        return pushed switch
        {
            ClosedEvent => null,
            RefusedEvent refused => $"{opened.Refusal?.Code} {opened.Update.Length} {opened.StateVector.Length} {opened.Clients.Count}, {refused.Number} {refused.Refusal.Code}",
            _ => $"{opened.Refusal?.Code}, {pushed}",
        };
    }
}
