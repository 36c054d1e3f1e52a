using System.Net;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>An outsider at the hub: opens, says where they are, pushes what would be answered by what is there.</summary>
internal sealed class HubOutsider(Fleet fleet, CookieContainer cookies, SectionId section, IReadOnlyList<TokenPen> pens, Random chance)
    : Outsider(fleet, pens, chance)
{
    protected override async Task TryAsync(Uri address)
    {
        await using var table = await TableClient.ConnectAsync(address, cookies);
        try
        {
            while (!IsResting)
            {
                if (Question() is { } asked)
                {
                    var there = await AnswersAsync(table, section, asked.Item, asked.Letters);
                    var nowhere = await AnswersAsync(table, Participants.Nowhere, asked.Item, asked.Letters);
                    if (there is null || nowhere is null)
                        return;
                    AssertSame(nowhere, there);
                    EndRound();
                }

                await Task.Delay(Pause);
            }
        }
        finally
        {
            Keep(table.Frames.Everything());
        }
    }

    // Null when the connection went meanwhile.
    private static async Task<string?> AnswersAsync(TableClient table, SectionId which, string item, IReadOnlyList<byte[]> letters)
    {
        var opened = await table.OpenSectionAsync(which);
        var answers = new StringBuilder($"{opened.Refusal?.Code} {opened.Update.Length} {opened.StateVector.Length} {opened.Clients.Count}");
        await table.Hub.SendAsync("SetPresence", new SetPresenceRequest(which, null, true));
        await table.Hub.SendAsync("SetPresence", new SetPresenceRequest(which, new ItemId(item), true));
        for (var i = 0; i < letters.Count; i++)
        {
            await table.PushAsync(which, i, letters[i]);
            var pushed = await table.NextAsync<object>(e => e is RefusedEvent or AcknowledgedEvent or UpdatedEvent or PresenceEvent or ResyncEvent or ClosedEvent);
            if (pushed is ClosedEvent)
                return null;
            answers.Append(", ").Append(pushed is RefusedEvent refused ? $"{refused.Number} {refused.Refusal.Code}" : pushed);
        }

        return answers.ToString();
    }
}
