using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody without a grant for the section who tries everything, beside the same with a section that does not exist: what
/// comes back must be the same, and nothing of the section is in it.
/// </summary>
internal sealed class Outsider(Fleet fleet, CookieContainer cookies, SectionId section, Random chance)
{
    private static readonly SectionId Nowhere = new("s-nowhere");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<string> _received = [];
    private volatile bool _resting;

    /// <summary>Everything that came, decoded too.</summary>
    public string Everything => string.Join('\n', _received);

    /// <summary>How often all tries were answered.</summary>
    public int Rounds { get; private set; }

    public void Rest() => _resting = true;

    public async Task RunAsync()
    {
        while (!_resting)
        {
            try
            {
                var address = fleet.Addresses[chance.Next(fleet.Addresses.Count)];
                await using var table = await TableClient.ConnectAsync(address, cookies);
                await TryAsync(table);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException and not TimeoutException)
            {
                // The server is gone, or not yet back.
            }

            await Task.Delay(Pause);
        }
    }

    private async Task TryAsync(TableClient table)
    {
        try
        {
            while (!_resting)
            {
                var there = await AnswersAsync(table, section);
                var nowhere = await AnswersAsync(table, Nowhere);
                if (there is null || nowhere is null)
                    return;
                if (!there.Contains(Hubs.RequestCodes.Unavailable, StringComparison.Ordinal) && !nowhere.Contains(Hubs.RequestCodes.Unavailable, StringComparison.Ordinal))
                    Assert.Equal(nowhere, there);
                Rounds++;
                await Task.Delay(Pause);
            }
        }
        finally
        {
            _received.Add(table.Frames.Everything());
        }
    }

    // Null when the connection went meanwhile.
    private async Task<string?> AnswersAsync(TableClient table, SectionId which)
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
