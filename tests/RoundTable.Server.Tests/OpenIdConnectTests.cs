using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Security;
using RoundTable.Server.Security.OpenIdConnect;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>Professionals sign in at a provider, in a browser where somebody else may have been before them.</summary>
public sealed class OpenIdConnectTests
{
    private const string Tom = "tom.haverkort@post.example";

    [Fact]
    public async Task Session_OfAnotherPersonInThatBrowser_EndsWithItsConnections()
    {
        using var provider = new Provider();
        await using var server = await StartAsync(provider);
        var nadia = await server.EnterAsync("Nadia");
        await using var table = await nadia.ConnectAsync();
        await table.OpenPlanAsync(nadia.Plan);

        using var after = await SignInAsync(provider, nadia.Browser, Tom);

        await table.NextAsync<SignedOutEvent>();
        Assert.Equal((401, "session.required"), await (await nadia.Browser.GetAsync("/api/me")).ProblemAsync());
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Session_OfTheSamePersonByTheirLink_GoesOn()
    {
        using var provider = new Provider();
        await using var server = await StartAsync(provider);
        var tom = await server.EnterAsync("Tom");

        using var after = await SignInAsync(provider, tom.Browser, Tom);

        Assert.Equal(HttpStatusCode.OK, (await tom.Browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Session_WhenNobodyComesInAfterAll_GoesOn()
    {
        using var provider = new Provider();
        await using var server = await StartAsync(provider);
        var nadia = await server.EnterAsync("Nadia");

        using var after = await SignInAsync(provider, nadia.Browser, "niemand@post.example");

        Assert.Equal(HttpStatusCode.Unauthorized, (await after.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nadia.Browser.GetAsync("/api/me")).StatusCode);
    }

    private static async Task<TableServer> StartAsync(Provider provider)
    {
        var server = TableServer.Start(
            demo: true,
            settings: settings =>
            {
                settings["RoundTable:OpenIdConnect:Authority"] = Provider.Issuer;
                settings["RoundTable:OpenIdConnect:ClientId"] = Provider.Client;
            },
            services: services => services.AddHttpClient(OpenIdConnectClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => provider));
        await server.ReadyAsync();
        return server;
    }

    // The way back begins at another site: no strict cookie comes along.
    private static async Task<Browser> SignInAsync(Provider provider, Browser before, string mail)
    {
        var start = await before.GetAsync("/api/sign-in/start");
        var asked = QueryHelpers.ParseQuery(start.Headers.Location!.Query);
        provider.Knows(mail, asked["nonce"]!);
        var back = new Browser(before.Address);
        foreach (Cookie cookie in before.Cookies.GetCookies(new Uri(before.Address, "/api/sign-in/callback")))
        {
            if (cookie.Name != SessionCookie.Name)
                back.Cookies.Add(cookie);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await back.GetAsync($"/api/sign-in/callback?code=c&state={asked["state"]}")).StatusCode);
        return back;
    }

    /// <summary>A provider at which one person signs in.</summary>
    private sealed class Provider : HttpMessageHandler
    {
        public const string Issuer = "https://provider.example";
        public const string Client = "roundtable";
        private readonly RSA _key = RSA.Create(2048);
        private string _mail = "";
        private string _nonce = "";

        public void Knows(string mail, string nonce) => (_mail, _nonce) = (mail, nonce);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = request.RequestUri!.AbsolutePath switch
            {
                "/keys" => $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"one","n":"{{Base64UrlEncoder.Encode(Public.Modulus)}}","e":"{{Base64UrlEncoder.Encode(Public.Exponent)}}"}]}""",
                "/token" => JsonSerializer.Serialize(new { id_token = IdentityToken() }),
                _ => $$"""{"issuer":"{{Issuer}}","authorization_endpoint":"{{Issuer}}/authorize","token_endpoint":"{{Issuer}}/token","jwks_uri":"{{Issuer}}/keys"}""",
            };
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") });
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _key.Dispose();
            base.Dispose(disposing);
        }

        private string IdentityToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Client,
            IssuedAt = Now,
            Expires = Now.AddMinutes(2),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            Claims = new Dictionary<string, object> { ["sub"] = "somebody", ["nonce"] = _nonce, ["email"] = _mail, ["email_verified"] = true },
        });

        private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

        private RSAParameters Public => _key.ExportParameters(false);
    }
}
