using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Somebody who came in at the server by their own link, as the web client does; all that the server sends them is kept.</summary>
internal sealed partial class Visit(WholeServer server, Viewer viewer) : IAsyncDisposable
{
    private const string Elsewhere = "https://elsewhere.example";
    private readonly List<TableClient> _tables = [];
    private readonly List<DoorLine> _lines = [];
    private readonly Browser _browser = server.Browse();

    public async Task EnterAsync(string token, string? code) =>
        await Kept(Channel.Desk, await _browser.PostAsync("/api/way-in/enter", new EnterRequest(token, code)));

    /// <summary>What an address of the API answers; null when it refuses.</summary>
    public async Task<string?> GetAsync(string path, Channel channel)
    {
        var response = await _browser.GetAsync(path);
        var text = await Kept(response.StatusCode == HttpStatusCode.OK ? channel : Channel.Reply, response);
        return response.StatusCode == HttpStatusCode.OK ? text : null;
    }

    /// <summary>Signs out; what is open on the network stays open, if the server lets it.</summary>
    public async Task SignOutAsync() => await Kept(Channel.Reply, await _browser.PostAsync("/api/sign-out"));

    /// <summary>Whether a hub connection of theirs still answers.</summary>
    public async Task<bool> IsAtTableAsync(PlanId plan)
    {
        try
        {
            return _tables.Count > 0 && (await _tables[0].OpenPlanAsync(plan)).View is not null;
        }
        catch (Exception e) when (e is InvalidOperationException or HubException or IOException or OperationCanceledException or WebSocketException)
        {
            return false;
        }
    }

    /// <summary>Whether a door still answers them.</summary>
    public async Task<bool> IsAtADoorAsync()
    {
        foreach (var line in _lines)
        {
            if (await line.AnswersAsync())
                return true;
        }

        return false;
    }

    /// <summary>The cookie that this browser has.</summary>
    public string Cookie => _browser.Cookies.GetCookieHeader(server.Address);

    /// <summary>Whether a request is answered that carries another cookie, or comes from another site's page.</summary>
    public async Task<bool> IsServedAsync(string path, string? cookie = null)
    {
        using var other = server.Browse();
        var response = cookie is null
            ? await _browser.SendAsync(HttpMethod.Get, path, origin: Elsewhere)
            : await other.SendAsync(HttpMethod.Get, path, headers: [("Cookie", cookie)]);
        return response.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Whether a request that arranges something is carried out.</summary>
    public async Task<bool> IsDoneAsync(string path, object? body = null)
    {
        var response = await _browser.PostAsync(path, body);
        await Kept(Channel.Reply, response);
        return response.IsSuccessStatusCode;
    }

    /// <summary>A file that an address answers with; null when it refuses. What is in it the caller keeps.</summary>
    public async Task<HttpResponseMessage?> TakeAsync(string path)
    {
        var response = await _browser.GetAsync(path);
        if (response.StatusCode == HttpStatusCode.OK)
            viewer.Left(Channel.Reply, $"{response.Headers} {response.Content.Headers}");
        else
            await Kept(Channel.Reply, response);
        return response.StatusCode == HttpStatusCode.OK ? response : null;
    }

    /// <summary>The meeting as it was when they sat down; null when it did not open.</summary>
    public MeetingView? Meeting { get; private set; }

    /// <summary>Sits down at the table and opens everything that has a name, their own or not.</summary>
    public async Task<TableClient> SitAsync(PlanId plan, MeetingId? meeting, IEnumerable<SectionId> sections)
    {
        var table = await TableClient.ConnectAsync(server.Address, _browser.Cookies);
        _tables.Add(table);
        await table.OpenPlanAsync(plan);
        foreach (var section in sections)
            await table.OpenSectionAsync(section);
        if (meeting is { } id)
            Meeting = (await table.OpenMeetingAsync(id)).View;
        return table;
    }

    /// <summary>The same, for somebody whose session may be over; whether they were let in.</summary>
    public async Task<bool> TrySitAsync(PlanId plan, MeetingId? meeting, IEnumerable<SectionId> sections)
    {
        try
        {
            await SitAsync(plan, meeting, sections);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or HubException or HttpRequestException or IOException or WebSocketException)
        {
            viewer.Left(Channel.Reply, e.Message);
            return false;
        }
    }

    /// <summary>The same browser, later.</summary>
    public Visit Again(Viewer later)
    {
        var visit = new Visit(server, later);
        visit._browser.Cookies.Add(_browser.Cookies.GetAllCookies());
        return visit;
    }

    /// <summary>What a door says of a section; null when it does not let them in.</summary>
    public async Task<string?> KnockAsync(SectionId section, bool isCollab, string? token = null)
    {
        if (token is null)
        {
            var made = await _browser.PostAsync($"/api/sections/{section}/door-tokens", new DoorTokenRequest(false));
            var text = await Kept(Channel.Reply, made);
            if (made.StatusCode != HttpStatusCode.OK)
                return null;
            token = (await made.ReadAsync<DoorTokenReply>()).Token;
        }

        var line = DoorLine.To(viewer, section, isCollab);
        _lines.Add(line);
        return await line.OpenAsync(server.Address, section, token);
    }

    /// <summary>Ends everything; what came over the hub is kept from now on.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
            await line.DisposeAsync();
        foreach (var table in _tables)
        {
            await table.DisposeAsync();
            foreach (var frame in table.Frames.Since(0))
                viewer.Left(KindOf(frame), $"{frame}\n{Decoded(frame)}");
        }

        _browser.Dispose();
    }

    private async Task<string> Kept(Channel channel, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        viewer.Left(channel, $"{response.Headers} {response.Content.Headers}\n{text}");
        return text;
    }

    private static Channel KindOf(string frame) =>
        frame.Contains("\"Updated\"", StringComparison.Ordinal) || frame.Contains("\"stateVector\"", StringComparison.Ordinal) ? Channel.Section
        : frame.Contains("\"Presence\"", StringComparison.Ordinal) ? Channel.Presence
        : frame.Contains("\"floorRequirements\"", StringComparison.Ordinal) ? Channel.Plan
        : frame.Contains("\"rooms\"", StringComparison.Ordinal) ? Channel.Meeting
        : Channel.Reply;

    private static string Decoded(string frame) => string.Join('\n', Base64().Matches(frame).Select(match =>
    {
        var bytes = new byte[match.Length];
        return Convert.TryFromBase64String(match.Groups[1].Value, bytes, out var count) ? Encoding.Latin1.GetString(bytes, 0, count) : "";
    }));

    [GeneratedRegex("\"([A-Za-z0-9+/]{8,}={0,2})\"")]
    private static partial Regex Base64();
}
