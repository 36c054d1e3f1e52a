using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hubs;

namespace RoundTable.Server.Doors.Hocuspocus;

/// <content>Tokens.</content>
internal sealed partial class HocuspocusClient
{
    private const int MaxVersion = 64;

    /// <summary>Nobody proved who they are in time: the socket closes.</summary>
    public void ComeLate()
    {
        // Clients take 4401 for final: one whose token the store is still looking up comes back.
        if (!_isKnown)
            socket.Close(_isAsking ? CloseCodes.TryAgainLater : CloseCodes.Unauthorized, _isAsking ? DoorCodes.Unavailable : DoorCodes.NoToken);
    }

    private async Task AuthAsync(Address address, FrameReader reader)
    {
        _isAsking = true;
        await AskAsync(address, reader);
        _isAsking = false;
    }

    private async Task AskAsync(Address address, FrameReader reader)
    {
        if (reader.Number() != 0)
            throw new MalformedFrameException("Only a server decides about tokens.");
        var token = reader.Text(door.Options.FrameBytes);
        if (reader.HasContent)
            reader.Text(MaxVersion);
        var voice = new HocuspocusVoice(socket, address);
        var grant = await door.Keeper.FindAsync(token, address.Document).WaitAsync(socket.Closing);
        if (Open(address) is { } link)
            await RenewAsync(address, voice, link, grant);
        else
            await LetInAsync(address, voice, grant);
    }

    private async Task LetInAsync(Address address, HocuspocusVoice voice, DoorGrant? grant)
    {
        if (grant is null)
        {
            Deny(address, voice, DoorCodes.TokenInvalid);
            return;
        }

        var (key, caller, canWrite, refusal) = await door.Keeper.LetInAsync(grant.Visitor, grant.Section).WaitAsync(socket.Closing);
        if (refusal is not null)
        {
            Deny(address, voice, refusal.Code);
            return;
        }

        if (!socket.TryBelongTo(grant.Visitor.Subject))
        {
            Deny(address, voice, RequestCodes.TooManyConnections);
            return;
        }

        var ahead = _waiting.Take(address.Text);
        await ClearAsync();
        if (_links.Count + _waiting.Count >= door.Options.DocumentsPerSocket || !door.Budget.TryAddDocument(grant.Visitor.Subject))
        {
            Deny(address, voice, DoorCodes.TooManyOpen);
            return;
        }

        _isKnown = true;
        known();
        _denied.Remove(address.Text);
        var link = new DocumentLink(door, socket, voice, grant, key, caller, canWrite);
        _links[address.Text] = link;
        await link.StartAsync();
        foreach (var message in ahead)
            await HandleAsync(address, message, 0);
    }

    // A newer token of the same session goes on where the old one ends; with any other the document is opened anew.
    private async Task RenewAsync(Address address, HocuspocusVoice voice, DocumentLink link, DoorGrant? grant)
    {
        if (grant is null)
        {
            voice.Unauthorized(DoorCodes.TokenInvalid);
        }
        else if (grant.Visitor.Session == link.Grant.Visitor.Session && grant.ReadOnly == link.Grant.ReadOnly)
        {
            link.Renew(grant);
        }
        else
        {
            await DetachAsync(address, link);
            voice.ComeBack(DoorCodes.TokenExpired);
        }
    }

    private void Deny(Address address, HocuspocusVoice voice, string code)
    {
        _waiting.Take(address.Text);
        if (_denied.Count < door.Options.DocumentsPerSocket)
            _denied.Add(address.Text);
        if (++_denials < MaxDenials)
            voice.Deny(code);
        else
            voice.Unauthorized(code);
    }

    private void DenyLate()
    {
        foreach (var address in _waiting.Late())
            Deny(address, new HocuspocusVoice(socket, address), DoorCodes.NoToken);
    }
}
