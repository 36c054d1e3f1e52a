using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security.OpenIdConnect;

namespace RoundTable.Server.Tests;

/// <summary>Whose signature counts: the keys that the provider has today, also those that it has since a moment ago.</summary>
public class IdentityTokensTests
{
    [Fact]
    public async Task Logout_SignedByAKeyThatTheProviderHasSinceAMoment_CountsAtOnce()
    {
        using var provider = new Provider();
        var tokens = provider.Tokens();
        Assert.NotNull(await tokens.ReadLogoutAsync(provider.LogoutToken(), TestContext.Current.CancellationToken));

        provider.Rotate();

        Assert.NotNull(await tokens.ReadLogoutAsync(provider.LogoutToken(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Logout_SignedByAKeyThatTheProviderDoesNotHave_CountsNever()
    {
        using var provider = new Provider();
        using var other = new Provider();
        other.Rotate();

        Assert.Null(await provider.Tokens().ReadLogoutAsync(other.LogoutToken(), TestContext.Current.CancellationToken));
    }

    /// <summary>What a provider publishes, without one.</summary>
    private sealed class Provider : HttpMessageHandler, IHttpClientFactory
    {
        private const string Issuer = "https://provider.example";
        private RSA _key = RSA.Create(2048);
        private int _rotations;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        public IdentityTokens Tokens() => new(
            Options.Create(new RoundTableOptions { OpenIdConnect = { Authority = new Uri(Issuer), ClientId = "roundtable" } }), this, TimeProvider.System, NullLogger<IdentityTokens>.Instance);

        public void Rotate()
        {
            _key.Dispose();
            _key = RSA.Create(2048);
            _rotations++;
        }

        public string LogoutToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "roundtable",
            IssuedAt = Now,
            Expires = Now.AddMinutes(2),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "somebody",
                ["jti"] = "once",
                ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
            },
        });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = request.RequestUri!.AbsolutePath == "/keys"
                ? $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Base64UrlEncoder.Encode(Public.Modulus)}}","e":"{{Base64UrlEncoder.Encode(Public.Exponent)}}"}]}"""
                : $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Issuer}}/keys"}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") });
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _key.Dispose();
            base.Dispose(disposing);
        }

        private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

        private string KeyId => $"key-{_rotations}";

        private RSAParameters Public => _key.ExportParameters(false);
    }
}
