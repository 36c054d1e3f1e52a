using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Web;

namespace RoundTable.Server.Tests;

public class WebClientTests
{
    [Fact]
    public async Task AnyAddress_Asked_HasStrictHeaders()
    {
        await using var server = TableServer.Start();
        using var browser = server.Browse();

        var response = await browser.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.Contains($"connect-src 'self' ws://{server.Address.Authority} wss://{server.Address.Authority};", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task File_OfTheClient_IsServedWholeCompressedOrNotAgain()
    {
        var script = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("console.log('rond de tafel')", 50)));
        var files = new WebFiles([new("index.html", "<!doctype html>"u8.ToArray()), new("assets/app-1.js", script)]);
        await using var server = TableServer.Start(services: services => services.AddSingleton(files));
        using var browser = server.Browse();

        var whole = await browser.GetAsync("/assets/app-1.js");
        Assert.Equal(script, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("text/javascript; charset=utf-8", whole.Content.Headers.ContentType!.ToString());
        var head = await browser.SendAsync(HttpMethod.Head, "/assets/app-1.js");
        Assert.Equal(script.Length, head.Content.Headers.ContentLength);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        var again = await browser.SendAsync(HttpMethod.Get, "/assets/app-1.js", headers: [("If-None-Match", whole.Headers.ETag!.Tag)]);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        var brotli = await browser.SendAsync(HttpMethod.Get, "/assets/app-1.js", headers: [("Accept-Encoding", "gzip, br")]);
        Assert.Equal("br", brotli.Content.Headers.ContentEncoding.Single());
        Assert.True(brotli.Content.Headers.ContentLength < script.Length / 4);
        foreach (var page in new[] { "/", "/in", "/plan/a", "/meeting/b", "/minutes/c" })
            Assert.Equal("<!doctype html>", await (await browser.GetAsync(page)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/assets/app-2.js")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/plan")).StatusCode);
    }

    [Theory]
    [InlineData("assets/app-1a2b3c.js", "public, max-age=31536000, immutable")]
    [InlineData("index.html", "no-store")]
    [InlineData("icon.svg", "no-cache")]
    public void File_ByItsName_IsCachedAsLongAsItMayBe(string path, string expected) =>
        Assert.Equal(expected, new WebFile(path, [1, 2, 3]).CacheControl);

    [Fact]
    public void File_WithOtherContent_HasAnotherETag()
    {
        Assert.NotEqual(new WebFile("a.js", [1]).ETag, new WebFile("a.js", [2]).ETag);
        Assert.Equal(new WebFile("a.js", [1]).ETag, new WebFile("a.js", [1]).ETag);
    }
}
