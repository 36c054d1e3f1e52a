using System.Net;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class ProxyTests
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";

    [Theory]
    [InlineData("127.0.0.0/8")]
    [InlineData("127.0.0.1")]
    public async Task KnownProxy_IsBelieved_AboutWhoCallsAndHow(string proxy)
    {
        await using var server = Limited(s => s["RoundTable:Proxies:0"] = proxy);
        using var browser = server.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(browser, (For, "203.0.113.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookAsync(browser, (For, "203.0.113.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(browser, (For, "203.0.113.2"))).StatusCode);
        Assert.True((await LookAsync(browser, (Proto, "https"))).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task KnownProxies_OneBehindTheOther_AreAllBelieved()
    {
        await using var server = Limited(s => s["RoundTable:Proxies:0"] = "127.0.0.0/8");
        using var browser = server.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(browser, (For, "203.0.113.1, 127.0.0.2"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(browser, (For, "203.0.113.2, 127.0.0.2"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookAsync(browser, (For, "203.0.113.1, 127.0.0.2"))).StatusCode);
    }

    [Fact]
    public async Task Address_MadeUpInFrontOfAKnownProxy_IsNotBelieved()
    {
        await using var server = Limited(s => s["RoundTable:Proxies:0"] = "127.0.0.0/8");
        using var browser = server.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(browser, (For, "198.51.100.1, 203.0.113.1, 127.0.0.2"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookAsync(browser, (For, "198.51.100.2, 203.0.113.1, 127.0.0.2"))).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/24")]
    public async Task AnybodyElse_IsNotBelieved(string? proxy)
    {
        await using var server = Limited(s =>
        {
            if (proxy is not null)
                s["RoundTable:Proxies:0"] = proxy;
        });
        using var browser = server.Browse();

        var first = await LookAsync(browser, (For, "203.0.113.1"), (Proto, "https"));

        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        Assert.False(first.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await LookAsync(browser, (For, "203.0.113.2"))).StatusCode);
    }

    [Fact]
    public async Task Cookie_BehindAKnownProxyWithTls_IsSecure()
    {
        await using var server = await DemoServer.StartAsync(settings: s => s["RoundTable:Proxies:0"] = "127.0.0.1");

        Assert.DoesNotContain("; secure", await CookieAsync(server), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", await CookieAsync(server, (Proto, "https")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookie_OnTls_IsOneThatNoOtherSiteOfTheDomainCanSet()
    {
        await using var server = await DemoServer.StartAsync(settings: s => s["RoundTable:Proxies:0"] = "127.0.0.1");

        var cookie = await CookieAsync(server, (Proto, "https"));

        Assert.StartsWith("__Host-roundtable-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        var token = cookie.Split('=', ';')[1];
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync($"roundtable-session={token}", "https"));
        Assert.Equal(HttpStatusCode.OK, await MeAsync($"__Host-roundtable-session={token}; roundtable-session=of-the-neighbour", "https"));
        Assert.Equal(HttpStatusCode.OK, await MeAsync($"roundtable-session={token}", "http"));

        async Task<HttpStatusCode> MeAsync(string sent, string scheme)
        {
            using var browser = server.Browse();
            return (await browser.SendAsync(HttpMethod.Get, "/api/me", headers: [("Cookie", sent), (Proto, scheme)])).StatusCode;
        }
    }

    [Fact]
    public async Task Cookie_WhenThePublicAddressIsHttps_IsSecure()
    {
        await using var server = await DemoServer.StartAsync(settings: s => s["RoundTable:PublicUrl"] = "https://tafel.gemeente.example");
        using var browser = server.Browse();

        Assert.Contains("; secure", await CookieAsync(server), StringComparison.OrdinalIgnoreCase);
        Assert.True((await browser.GetAsync("/health/live")).Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    public void Limit_CountsPerNetwork(string address, string network) =>
        Assert.Equal(IPAddress.Parse(network), SecurityExtensions.NetworkOf(IPAddress.Parse(address)));

    private static TableServer Limited(Action<IDictionary<string, string>> settings) => TableServer.Start(settings: s =>
    {
        s["RoundTable:SignIn:TriesPerMinute"] = "1";
        settings(s);
    });

    private static Task<HttpResponseMessage> LookAsync(Browser browser, params (string Name, string Value)[] headers) =>
        browser.SendAsync(HttpMethod.Post, "/api/way-in/look", new LookRequest("x"), headers: headers);

    private static async Task<string> CookieAsync(TableServer server, params (string Name, string Value)[] headers)
    {
        using var browser = server.Browse();
        var link = DemoServer.LinkOf(server.Data, "Nadia");
        var response = await browser.SendAsync(
            HttpMethod.Post, "/api/way-in/enter", new EnterRequest(DemoServer.TokenOf(link.Link), link.Code), headers: headers);
        return response.Headers.GetValues("Set-Cookie").Single();
    }
}
