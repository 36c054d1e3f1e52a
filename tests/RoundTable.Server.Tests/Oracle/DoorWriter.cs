using System.Net;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Wire;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// A writer at a door for Yjs clients. It believes what such a client believes: at <c>/collab</c> that all is saved when as
/// many answers came as it sent updates, at <c>/yjs</c> that what comes back of its own is.
/// </summary>
internal sealed class DoorWriter(Fleet fleet, CookieContainer cookies, SectionId section, bool isCollab, TokenPen pen, Random chance, Ledger ledger)
    : TokenWriter(fleet, pen, chance)
{
    // Clients take 4400 to 4499 for final.
    private const string Final = "44";
    private readonly List<(string Token, long Clock)> _typed = [];
    private string? _token;
    private byte[]? _hostile;
    private bool _asOther;
    private bool _wasRefused;
    private int _unanswered;

    protected override async Task<bool> SitAsync(Uri address)
    {
        using var browser = Participants.At(address, cookies);
        _token ??= await Participants.DoorTokenAsync(browser, section);
        if (_token is null)
            return false;
        using var call = await DoorCall.ConnectAsync(address, isCollab, section, _token);
        _hostile = null;
        _unanswered = 0;
        _wasRefused = false;
        if (isCollab)
            await call.SendAsync(section, DoorCall.Authentication(_token));
        await call.SendAsync(section, Bodies.Sync(MessageType.Step1, Pen.Doc.EncodeStateVector()));
        var isOpen = false;
        while (await call.NextAsync() is { } frame)
        {
            isOpen |= await TakeAsync(call, call.Open(frame).Body);
            if (_token is null)
                return false;
            if (!isOpen || _typed.Count > 0 || _unanswered > 0 || _hostile is not null)
                continue;
            if (IsResting)
                return true;
            await TypeAsync(call);
        }

        if (call.Closing.StartsWith(Final, StringComparison.Ordinal))
            SentAway(call.Closing);
        return false;
    }

    private void SentAway(string code)
    {
        _token = null;
        if (!code.EndsWith(DoorCodes.TokenExpired, StringComparison.Ordinal))
            ledger.Trouble($"{Pen.Name} was sent away: {code}");
    }

    // Something hostile goes alone: then the next answer is about that.
    private async Task TypeAsync(DoorCall call)
    {
        if (Pen.Misbehaves)
        {
            (_hostile, _asOther) = Pen.Forge();
            await call.SendAsync(section, Bodies.Sync(MessageType.Update, _hostile));
            return;
        }

        for (var i = 0; i < InFlight; i++)
        {
            var (token, update) = Pen.Type();
            _typed.Add((token, Pen.Clock));
            await PushAsync(call, MessageType.Update, update);
        }

        if (!Pen.ShowsItself)
            return;
        var state = $$"""{"item":"{{Pen.Item}}","typing":true}""";
        await call.SendAsync(section, Bodies.Awareness(new FrameWriter().Number(1).Number(Pen.Client).Number((ulong)Pen.Clock).Text(state).Done()));
    }

    private Task PushAsync(DoorCall call, ulong kind, byte[] update)
    {
        if (isCollab)
            _unanswered++;
        return call.SendAsync(section, Bodies.Sync(kind, update));
    }

    // True for the message that ends the opening: what the server has.
    private async Task<bool> TakeAsync(DoorCall call, byte[] body)
    {
        var reader = new FrameReader(body);
        switch (reader.Number())
        {
            case MessageType.Sync:
                var kind = reader.Number();
                var payload = reader.Bytes().ToArray();
                if (kind == MessageType.Step1)
                    return await OpenedAsync(call, payload);
                Take(kind, payload);
                break;
            case MessageType.SyncStatus:
                Answered(isSaved: reader.Number() == 1);
                break;
            case MessageType.Auth when !isCollab:
                reader.Number();
                Answered(isSaved: false);
                WhyRefused(reader.Text(int.MaxValue));
                break;
            case MessageType.Stateless:
                WhyRefused(reader.Text(int.MaxValue));
                break;
            case MessageType.Auth when reader.Number() == 1:
                SentAway(reader.Text(int.MaxValue));
                break;
            case MessageType.Awareness:
                if (Encoding.UTF8.GetString(body).Contains("\"item\":\"i-", StringComparison.Ordinal))
                    ledger.SawPresenceAtDoor();
                break;
        }

        return false;
    }

    private async Task<bool> OpenedAsync(DoorCall call, byte[] serverHas)
    {
        var missing = Pen.Missing(serverHas);
        if (!isCollab)
            SavedUpTo(Updates.ParseMeta(missing).From.TryGetValue(Pen.Client, out var from) ? from : Pen.Clock);
        await PushAsync(call, MessageType.Step2, missing);
        return true;
    }

    private void Take(ulong kind, byte[] update)
    {
        if (_hostile is { } hostile && update.AsSpan().SequenceEqual(hostile))
        {
            Answered(isSaved: true);
            return;
        }

        Pen.Doc.ApplyUpdate(update);
        if (!isCollab && kind == MessageType.Update && Updates.ParseMeta(update).To.TryGetValue(Pen.Client, out var to))
            SavedUpTo(to);
    }

    private void Answered(bool isSaved)
    {
        if (_hostile is not null)
        {
            // The other may have used those clocks meanwhile: what is known already is left aside, its letters are nowhere.
            Assert.True(!isSaved || _asOther, $"{Pen.Name}: something hostile was called saved.");
            _hostile = null;
            if (!isSaved)
                ledger.Refused();
        }
        else if (!isSaved)
        {
            _wasRefused = true;
        }
        else if (--_unanswered == 0)
        {
            SavedUpTo(Pen.Clock);
        }
    }

    // At /collab the reason follows the refusal.
    private void WhyRefused(string reason)
    {
        if (!_wasRefused)
            return;
        ledger.Trouble($"{Pen.Name}'s own words were refused: {reason}");

        // Comes back with all that it has, as a writer at the hub does.
        _token = null;
    }

    private void SavedUpTo(long clock)
    {
        Pen.Saved(_typed.Where(typed => typed.Clock <= clock).Select(typed => typed.Token), clock);
        _typed.RemoveAll(typed => typed.Clock <= clock);
    }
}
