using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Attack;

/// <summary>Everybody who wants more than is theirs, at every route that there is.</summary>
[Collection(AttackCollection.Name)]
public sealed class ApiAttackTests(ClosedFamily family)
{
    [Fact]
    public async Task EveryRoute_HasAStatedExpectation()
    {
        using var document = JsonDocument.Parse(await (await family[Attacker.Nobody].GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"))
            .ToList();
        var mapped = family.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"/{WithoutConstraints(endpoint.RoutePattern.RawText!).Trim('/')}")
            .Distinct();

        Assert.Equal(described.Order(StringComparer.Ordinal), ApiDoor.All.Select(door => door.Operation).Order(StringComparer.Ordinal));
        Assert.Equal([], mapped.Except(described.Select(operation => operation.Split(' ')[1])).Except(ApiDoor.NotDescribed.Select(WithoutConstraints)));
        Assert.All(ApiDoor.All, door => Assert.DoesNotContain("{", door.Path(family.Ids)));
    }

    [Theory]
    [InlineData(Attacker.Nobody)]
    [InlineData(Attacker.SignedOut)]
    [InlineData(Attacker.Stranger)]
    [InlineData(Attacker.Reader)]
    [InlineData(Attacker.Member)]
    public async Task EveryRoute_WithTheFamilysIds_GivesTheAttackerWhatIsTheirs(Attacker attacker)
    {
        var heard = new List<string>();
        var browser = family[attacker];
        foreach (var door in WithoutOwnEnd(attacker))
        {
            var response = await browser.SendAsync(new HttpMethod(door.Method), door.Path(family.Ids), door.Content(family.Ids));
            heard.Add($"{door.Operation}: {await AnswerAsync(response)}");
        }

        Assert.Empty(heard.Except(WithoutOwnEnd(attacker).Select(door => $"{door.Operation}: {door.Expected(attacker)}")));
        Assert.NotEmpty(heard);
        if (attacker is not (Attacker.Member or Attacker.Reader))
            Assert.All(family.Secrets, secret => Assert.DoesNotContain(secret, browser.Received, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task EveryRoute_CalledByAnotherSitesPage_IsRefusedBeforeAnythingElse()
    {
        var browser = family.Director;
        foreach (var door in ApiDoor.All)
        {
            var method = new HttpMethod(door.Method);
            var foreign = await browser.SendAsync(method, door.Path(family.Ids), door.Content(family.Ids), origin: "https://elsewhere.example");
            Assert.Equal($"{door.Operation}: 403 request.foreign-origin", $"{door.Operation}: {await AnswerAsync(foreign)}");
            if (!door.Changes)
                continue;
            var bare = await browser.SendAsync(method, door.Path(family.Ids), door.Content(family.Ids), header: false);
            var refused = door.IsForOtherServers ? door.Open : "403 request.missing-header";
            Assert.Equal($"{door.Operation}: {refused}", $"{door.Operation}: {await AnswerAsync(bare)}");
        }
    }

    [Fact]
    public async Task EveryRoute_ToldThatItIsAnotherMethod_DoesNotBelieveIt()
    {
        var browser = family[Attacker.Stranger];
        foreach (var door in ApiDoor.All.Where(door => door.Changes && door.Open is null))
        {
            var response = await browser.SendAsync(
                HttpMethod.Get, door.Path(family.Ids), headers: [("X-HTTP-Method-Override", door.Method), ("X-Original-URL", "/api/me"), ("X-Rewrite-URL", "/api/me")]);
            Assert.Contains((int)response.StatusCode, new[] { 404, 405 });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryRoute_AnswersWithHeadersThatKeepABrowserStrict(bool signedIn)
    {
        var browser = signedIn ? family.Director : family[Attacker.Nobody];
        foreach (var door in ApiDoor.All.Where(door => !door.EndsSession))
            AssertStrict(await browser.SendAsync(new HttpMethod(door.Method), door.Path(family.Ids), door.Content(family.Ids)), door.Operation);
        foreach (var path in new[] { "/", "/in", "/plan/x", "/meeting/x", "/minutes/x", "/nothing.js", "/health/live", "/openapi/v1.json", "/api/nothing", "/hubs/table" })
            AssertStrict(await browser.GetAsync(path), path);
    }

    private static void AssertStrict(HttpResponseMessage response, string where)
    {
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.True(policy.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", StringComparison.Ordinal), where);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore, where);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.DoesNotContain("Server", response.Headers.Select(header => header.Key));
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    // Signing out is tried by those whose session is over already; for the others it would be the end of the test.
    private static IEnumerable<ApiDoor> WithoutOwnEnd(Attacker attacker) => ApiDoor.All.Where(door =>
        attacker is Attacker.Nobody or Attacker.SignedOut || !door.EndsOwnSession);

    private static async Task<string> AnswerAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return $"{(int)response.StatusCode}";
        var (status, code) = await response.ProblemAsync();
        return $"{status} {code}";
    }

    private static string WithoutConstraints(string pattern) => Regex.Replace(pattern, ":[a-z]+}", "}");
}
