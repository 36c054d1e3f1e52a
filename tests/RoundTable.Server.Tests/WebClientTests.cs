using System.Net;
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
