using System.Net;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A page of somebody that stays open, and says with all that it asks whose it is.</summary>
/// <param name="Browser">With the cookies, which may become another's.</param>
/// <param name="Visitor">What the page heard when it was opened.</param>
internal sealed record Page(Browser Browser, string Visitor)
{
    public static async Task<Page> OpenAsync(Browser browser) => new(browser, await AskAsync(browser, ""));

    /// <summary>Whose it is, as the server says over HTTP and at the table.</summary>
    public async Task<(string Http, string Table)> AskAgainAsync()
    {
        await using var table = await TableClient.ConnectAsync(Browser.Address, Browser.Cookies, page: Visitor);
        return (await AskAsync(Browser, Visitor), (await table.NextAsync<SeatedEvent>()).Visitor);
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Browser.SendAsync(HttpMethod.Get, path, headers: [(SamePersonGuard.Header, Visitor)]);

    /// <summary>Fails when the page would take itself for another person's, and be emptied.</summary>
    public async Task AssertGoesOnAsync(string path)
    {
        Assert.Equal((Visitor, Visitor), await AskAgainAsync());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path)).StatusCode);
    }

    private static async Task<string> AskAsync(Browser browser, string page) =>
        (await (await browser.SendAsync(HttpMethod.Get, "/api/me", headers: [(SamePersonGuard.Header, page)])).ReadAsync<MeReply>()).Visitor;
}
