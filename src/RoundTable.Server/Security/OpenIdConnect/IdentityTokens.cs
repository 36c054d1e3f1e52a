using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>Reads and verifies the provider's identity tokens, by the keys that it publishes (OpenID Connect Core 1.0, 3.1.3.7).</summary>
internal sealed partial class IdentityTokens
{
    // No HMAC and no "none": only signatures that the provider alone can make.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";
    private const long MaxSeconds = 100_000_000_000;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly OpenIdConnectOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityTokens> _logger;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly Lazy<ConfigurationManager<OpenIdConnectConfiguration>> _provider;

    // Otherwise new keys come behind the back of the token that asked for them, and it is refused.
    static IdentityTokens() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    public IdentityTokens(IOptions<RoundTableOptions> options, IHttpClientFactory http, TimeProvider time, ILogger<IdentityTokens> logger)
    {
        _options = options.Value.OpenIdConnect;
        _time = time;
        _logger = logger;
        _provider = new(() => new(
            $"{_options.Authority!.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http.CreateClient(OpenIdConnectClient.HttpName)) { RequireHttps = _options.Authority!.Scheme == Uri.UriSchemeHttps }));
    }

    /// <summary>What the provider says about itself, read again now and then.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public Task<OpenIdConnectConfiguration> ProviderAsync(CancellationToken ct) => _provider.Value.GetConfigurationAsync(ct);

    /// <summary>The claims of an identity token that was made for us and for this visit; null for any other.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>?> ReadAsync(string token, string nonce, CancellationToken ct)
    {
        if (await VerifiedAsync(token, ct) is not { } claims)
            return null;
        var forThisVisit = claims.TryGetValue("nonce", out var said) && said.ValueKind == JsonValueKind.String
            && Fingerprint.Same(Fingerprint.OfToken(said.GetString()!), Fingerprint.OfToken(nonce));
        var forUs = !claims.TryGetValue("azp", out var party) || party.ValueEquals(_options.ClientId);
        var aboutSomebody = claims.TryGetValue("sub", out var subject) && subject.ValueKind == JsonValueKind.String;
        if (forThisVisit && forUs && aboutSomebody)
            return claims;
        LogInvalid(_logger, "nonce, azp or sub");
        return null;
    }

    private async Task<Dictionary<string, JsonElement>?> VerifiedAsync(string token, CancellationToken ct)
    {
        var result = await VerifyAsync(token, ct);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has new keys since we last looked.
            _provider.Value.RequestRefresh();
            result = await VerifyAsync(token, ct);
        }

        if (result.IsValid)
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                Base64Url.DecodeFromChars(((JsonWebToken)result.SecurityToken).EncodedPayload))!;
        }

        LogInvalid(_logger, result.Exception.GetType().Name);
        return null;
    }

    private static string? TextOf(Dictionary<string, JsonElement> claims, string name) =>
        claims.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Which login ended, and when, by a logout token that was made for us (Back-Channel Logout 1.0, 2.6); null for anything else.</summary>
    public async Task<(ProviderLogin Ended, DateTimeOffset At)?> ReadLogoutAsync(string token, CancellationToken ct)
    {
        if (await VerifiedAsync(token, ct) is not { } claims)
            return null;
        var isLogout = claims.TryGetValue("events", out var events) && events.ValueKind == JsonValueKind.Object
            && events.TryGetProperty(LogoutEvent, out var happened) && happened.ValueKind == JsonValueKind.Object;
        var subject = TextOf(claims, "sub");
        var session = TextOf(claims, "sid");
        if (isLogout && !claims.ContainsKey("nonce") && (subject ?? session) is not null && TextOf(claims, "jti") is not null
            && claims.TryGetValue("iat", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds is > 0 and < MaxSeconds)
        {
            return (ProviderLogin.Of((await ProviderAsync(ct)).Issuer, subject, session), DateTimeOffset.FromUnixTimeSeconds(seconds) + Skew);
        }

        LogInvalid(_logger, "no logout token");
        return null;
    }

    private async Task<TokenValidationResult> VerifyAsync(string token, CancellationToken ct)
    {
        var provider = await ProviderAsync(ct);
        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = _options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is not { } begin || now >= begin - Skew);
    }

    [LoggerMessage(5303, LogLevel.Warning, "An identity token is not valid: {Why}.")]
    private static partial void LogInvalid(ILogger logger, string why);
}
