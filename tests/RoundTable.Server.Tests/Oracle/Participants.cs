using System.Net;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>How the people of a run come in, and which sections they have.</summary>
internal static class Participants
{
    /// <summary>A section that does not exist.</summary>
    public static readonly SectionId Nowhere = new("s-nowhere");

    public static async Task<CookieContainer> EnterAsync(Uri address, string folder, string name)
    {
        var link = DemoServer.LinkOf(folder, name);
        using var browser = new Browser(address);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code))).ReadAsync<EnterReply>();
        return browser.Cookies;
    }

    /// <summary>Somebody's browser at one of the servers.</summary>
    public static Browser At(Uri address, CookieContainer cookies)
    {
        var browser = new Browser(address);
        browser.Cookies.Add(cookies.GetAllCookies());
        return browser;
    }

    /// <summary>A section that somebody reads.</summary>
    public static async Task<SectionId> SectionAsync(Uri address, CookieContainer cookies, Func<SectionView, bool> meant)
    {
        using var browser = At(address, cookies);
        var me = await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>();
        await using var table = await TableClient.ConnectAsync(address, cookies);
        var plan = (await table.OpenPlanAsync(me.Plans[0].Plan)).View!;
        return plan.Sections.First(meant).Id;
    }

    /// <summary>A token for a section; null when the server cannot give one now.</summary>
    public static async Task<string?> DoorTokenAsync(Browser browser, SectionId section)
    {
        var reply = await browser.PostAsync(DoorTokens(section), new DoorTokenRequest());
        return reply.IsSuccessStatusCode ? (await reply.ReadAsync<DoorTokenReply>()).Token : null;
    }

    public static string DoorTokens(SectionId section) => $"/api/sections/{section}/door-tokens";
}
