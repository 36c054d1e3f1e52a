using System.Net;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>An outsider at the doors for Yjs clients: without a token, with one of nobody, with one of theirs for another section.</summary>
/// <param name="fleet">The servers.</param>
/// <param name="cookies">Who they are.</param>
/// <param name="section">What they may not see.</param>
/// <param name="own">A section that they may see.</param>
/// <param name="pens">Who writes in it.</param>
/// <param name="chance">At which server they try.</param>
internal sealed class DoorOutsider(Fleet fleet, CookieContainer cookies, SectionId section, SectionId own, IReadOnlyList<TokenPen> pens, Random chance)
    : Outsider(fleet, pens, chance)
{
    // The door closes a socket after so many tokens that are none.
    private const int Denials = 16;
    private const string OfNobody = "rtd_nobody";

    protected override async Task TryAsync(Uri address)
    {
        using var browser = Participants.At(address, cookies);
        if (await Participants.DoorTokenAsync(browser, own) is not { } theirs)
            return;
        while (!IsResting)
        {
            await Task.Delay(Pause);
            if (Question() is not { } asked)
                continue;
            AssertSame(await AskForTokenAsync(browser, Participants.Nowhere), await AskForTokenAsync(browser, section));
            foreach (var token in (string?[])[null, OfNobody, theirs])
            {
                AssertSame(await CollabAsync(address, Participants.Nowhere, token, asked.Item, asked.Letters), await CollabAsync(address, section, token, asked.Item, asked.Letters));
                AssertSame(await YjsAsync(address, Participants.Nowhere, token, asked.Item, asked.Letters), await YjsAsync(address, section, token, asked.Item, asked.Letters));
            }

            EndRound();
        }
    }

    private async Task<string> AskForTokenAsync(Browser browser, SectionId which)
    {
        var reply = await browser.PostAsync(Participants.DoorTokens(which), new DoorTokenRequest());
        Keep(await reply.Content.ReadAsStringAsync());
        var (status, code) = await reply.ProblemAsync();
        return $"{status} {code}";
    }

    // With a token of theirs they are no stranger to the socket: their own section is open on it.
    private async Task<string> CollabAsync(Uri address, SectionId which, string? token, string item, IReadOnlyList<byte[]> letters)
    {
        using var call = await DoorCall.ConnectAsync(address, isCollab: true, which, token);
        if (token is not null and not OfNobody)
            await call.SendAsync(own, DoorCall.Authentication(token));
        if (token is not null)
            await call.SendAsync(which, DoorCall.Authentication(token));
        await PryAsync(call, which, item, letters);
        await Task.Delay(Pause);
        await call.SendAsync([MessageType.Ping]);
        var answers = new StringBuilder();
        while (await call.NextAsync() is { } frame && frame is not [MessageType.Pong])
            Note(call, frame, which, answers);
        for (var i = 0; i < Denials; i++)
            await call.SendAsync(which, DoorCall.Authentication(token ?? ""));
        return await UntilClosedAsync(call, which, answers);
    }

    private async Task<string> YjsAsync(Uri address, SectionId which, string? token, string item, IReadOnlyList<byte[]> letters)
    {
        using var call = await DoorCall.ConnectAsync(address, isCollab: false, which, token);
        await PryAsync(call, which, item, letters);
        return await UntilClosedAsync(call, which, new StringBuilder());
    }

    private static async Task PryAsync(DoorCall call, SectionId which, string item, IReadOnlyList<byte[]> letters)
    {
        await call.SendAsync(which, Bodies.Sync(MessageType.Step1, new Doc(1).EncodeStateVector()));
        foreach (var update in letters)
            await call.SendAsync(which, Bodies.Sync(MessageType.Update, update));
        await call.SendAsync(which, Bodies.Awareness(new FrameWriter().Number(1).Number(1).Number(1).Text($$"""{"item":"{{item}}","typing":true}""").Done()));
        await call.SendAsync(which, new FrameWriter().Number(MessageType.QueryAwareness).Done());
    }

    private async Task<string> UntilClosedAsync(DoorCall call, SectionId which, StringBuilder answers)
    {
        while (await call.NextAsync() is { } frame)
            Note(call, frame, which, answers);
        Keep(call.Closing);
        return answers.Append(call.Closing).ToString();
    }

    // What comes of their own section is theirs, and no two times the same.
    private void Note(DoorCall call, byte[] frame, SectionId which, StringBuilder answers)
    {
        Keep(Encoding.UTF8.GetString(frame));
        var (address, body) = call.Open(frame);
        if (address == own.Value)
            return;
        Assert.False(body is [(byte)MessageType.Sync or (byte)MessageType.Awareness, ..], $"An outsider was let in: {Convert.ToHexString(body)}");
        answers.Append(address == which.Value ? "" : address).Append(Convert.ToHexString(body)).Append(' ').AppendLine(Encoding.UTF8.GetString(body));
    }
}
