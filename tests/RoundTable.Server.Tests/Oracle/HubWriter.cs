using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>A writer at the hub, where each update is acknowledged by its number. Says where it is while it types.</summary>
internal sealed class HubWriter(Fleet fleet, CookieContainer cookies, SectionId section, TokenPen pen, Random chance, Ledger ledger)
    : TokenWriter(fleet, pen, chance)
{
    private readonly Dictionary<long, Pushed> _pushed = [];
    private readonly Dictionary<long, Pushed> _before = [];
    private readonly Dictionary<long, bool> _hostile = [];
    private long _number;

    protected override async Task<bool> SitAsync(Uri address)
    {
        await using var table = await TableClient.ConnectAsync(address, cookies);
        if (!await OpenAsync(table))
            return false;
        while (true)
        {
            while (!IsResting && _pushed.Count < InFlight)
                await TypeAsync(table);
            if (IsResting && _pushed.Count == 0 && _hostile.Count == 0)
                return true;
            switch (await table.NextAsync<object>(e => e is AcknowledgedEvent or RefusedEvent or UpdatedEvent or PresenceEvent or ResyncEvent or ClosedEvent))
            {
                case AcknowledgedEvent acknowledged when _pushed.Remove(acknowledged.Number, out var pushed):
                    Pen.Saved(pushed.Tokens, pushed.Clock);
                    break;
                case AcknowledgedEvent late when _before.Remove(late.Number, out var pushed):
                    // Pushed before it opened the section again, and pushed once more then: it is on disk all the same.
                    Pen.Saved(pushed.Tokens, pushed.Clock);
                    break;
                case RefusedEvent refused when _hostile.Remove(refused.Number):
                    ledger.Refused();
                    break;
                case AcknowledgedEvent repeated when _hostile.Remove(repeated.Number, out var asOther) && asOther:
                    // The other had used those clocks meanwhile: what is known already is left aside, its letters are nowhere.
                    break;
                case AcknowledgedEvent wrong:
                    Assert.Fail($"{Pen.Name}: {wrong.Number} was acknowledged and should not have been.");
                    break;
                case RefusedEvent mine when _pushed.ContainsKey(mine.Number):
                    ledger.Trouble($"{Pen.Name}'s own words were refused: {mine.Refusal.Code}");
                    if (!await OpenAsync(table))
                        return false;
                    break;
                case UpdatedEvent updated:
                    Pen.Doc.ApplyUpdate(updated.Update);
                    break;
                case PresenceEvent presence:
                    if (presence.People.Any(person => person.Item is not null))
                        ledger.SawPresenceAtHub();
                    break;
                case RefusedEvent or ResyncEvent when !await OpenAsync(table):
                case ClosedEvent:
                    return false;
            }
        }
    }

    private async Task<bool> OpenAsync(TableClient table)
    {
        foreach (var (number, pushed) in _pushed)
            _before[number] = pushed;
        _pushed.Clear();
        _hostile.Clear();
        var reply = await table.OpenSectionAsync(section, Pen.Doc.EncodeStateVector());
        if (reply.Refusal is { } refusal)
        {
            ledger.Trouble($"{Pen.Name} could not open: {refusal.Code}");
            return false;
        }

        Pen.Doc.ApplyUpdate(reply.Update);
        if (Pen.Tokens.Count > 0)
            await PushAsync(table, Pen.Missing(reply.StateVector), [.. Pen.Tokens]);
        return true;
    }

    private async Task TypeAsync(TableClient table)
    {
        if (Pen.Misbehaves)
        {
            var (forged, asOther) = Pen.Forge();
            _hostile[++_number] = asOther;
            await table.PushAsync(section, _number, forged);
            return;
        }

        var (token, update) = Pen.Type();
        await PushAsync(table, update, [token]);
        if (Pen.ShowsItself)
            await table.Hub.SendAsync("SetPresence", new SetPresenceRequest(section, new ItemId(Pen.Item), true));
    }

    private async Task PushAsync(TableClient table, byte[] update, IReadOnlyList<string> tokens)
    {
        _pushed[++_number] = new(tokens, Pen.Clock);
        await table.PushAsync(section, _number, update);
    }

    private readonly record struct Pushed(IReadOnlyList<string> Tokens, long Clock);
}
