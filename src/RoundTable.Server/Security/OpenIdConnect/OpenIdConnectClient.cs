using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RoundTable.Server.Hosting;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>
/// The authorization code flow of OpenID Connect Core 1.0 with PKCE, state and nonce. What the provider says is believed only
/// after its identity token is verified; its mail address only when the provider verified it.
/// </summary>
internal sealed partial class OpenIdConnectClient(
    IOptions<RoundTableOptions> options, IHttpClientFactory http, PublicAddress address, IdentityTokens tokens, IRandomBytes random, ILogger<OpenIdConnectClient> logger)
{
    public const string HttpName = "openid-connect";
    public const string CallbackRoute = "/callback";
    private const int SecretLength = 52; // 260 bits

    private readonly OpenIdConnectOptions _options = options.Value.OpenIdConnect;

    public bool IsConfigured => _options.IsConfigured;

    private string Callback => $"{address.Base}/api/sign-in{CallbackRoute}";

    /// <summary>A new visit to the provider, which leads to a page of ours.</summary>
    /// <param name="to">Which page.</param>
    /// <param name="before">The session token of whoever is signed in in this browser, or null.</param>
    public Attempt Begin(string? to, string? before) =>
        new(random.Text(SecretLength), random.Text(SecretLength), random.Text(SecretLength), Destination.Checked(to), before);

    /// <summary>The provider's address for this visit; null when the provider cannot be reached.</summary>
    public async Task<string?> AddressForAsync(Attempt attempt, CancellationToken ct)
    {
        try
        {
            var provider = await tokens.ProviderAsync(ct);
            return QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>
            {
                ["response_type"] = "code",
                ["client_id"] = _options.ClientId,
                ["redirect_uri"] = Callback,
                ["scope"] = _options.Scope,
                ["state"] = attempt.State,
                ["nonce"] = attempt.Nonce,
                ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
                ["code_challenge_method"] = "S256",
            });
        }
        catch (Exception e) when (IsUnreachable(e, ct))
        {
            LogUnreachable(logger, e);
            return null;
        }
    }

    /// <summary>Where somebody ends their login at the provider too, who came by it; null where it has no such place.</summary>
    public async Task<string?> SignOutAddressAsync(CancellationToken ct)
    {
        if (!IsConfigured || !_options.SignOutThere)
            return null;
        try
        {
            // No hint of who it is: an address stays behind in histories and logs. So the provider asks first.
            return (await tokens.ProviderAsync(ct)).EndSessionEndpoint is { Length: > 0 } endpoint
                ? QueryHelpers.AddQueryString(endpoint, new Dictionary<string, string?>
                {
                    ["client_id"] = _options.ClientId,
                    ["post_logout_redirect_uri"] = $"{address.Base}/sign-in",
                })
                : null;
        }
        catch (Exception e) when (IsUnreachable(e, ct))
        {
            LogUnreachable(logger, e);
            return null;
        }
    }

    /// <summary>The login that a provider says has ended; null for anything that is no logout token for us.</summary>
    public async Task<(ProviderLogin Ended, DateTimeOffset At)?> EndedAsync(string logoutToken, CancellationToken ct)
    {
        try
        {
            return await tokens.ReadLogoutAsync(logoutToken, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The verified mail address behind a code with the login there, or why there is none.</summary>
    public async Task<(string? Mail, ProviderLogin? Login, string? Problem)> WhoAsync(string code, Attempt attempt, CancellationToken ct)
    {
        try
        {
            var provider = await tokens.ProviderAsync(ct);
            if (await RedeemAsync(provider, code, attempt, ct) is not var (identityToken, accessToken))
                return (null, null, SignInCodes.Failed);
            if (await tokens.ReadAsync(identityToken, attempt.Nonce, ct) is not { } claims)
                return (null, null, SignInCodes.Failed);
            var login = ProviderLogin.Of(provider.Issuer, TextOf(claims, "sub"), TextOf(claims, "sid"));
            if (!claims.ContainsKey(_options.MailClaim) && accessToken is not null && provider.UserInfoEndpoint is { Length: > 0 } endpoint)
                claims = await MoreAsync(endpoint, accessToken, claims, ct);
            var (mail, problem) = MailIn(claims);
            return (mail, login, problem);
        }
        catch (Exception e) when (IsUnreachable(e, ct))
        {
            LogUnreachable(logger, e);
            return (null, null, SignInCodes.Unavailable);
        }
        catch (JsonException)
        {
            return (null, null, SignInCodes.Failed);
        }
    }

    private static bool IsUnreachable(Exception e, CancellationToken ct) =>
        e is HttpRequestException or IOException or InvalidOperationException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private (string? Mail, string? Problem) MailIn(IReadOnlyDictionary<string, JsonElement> claims)
    {
        if (!claims.TryGetValue(_options.MailClaim, out var mail) || mail.ValueKind != JsonValueKind.String || mail.GetString() is not { Length: > 2 and <= 254 } text)
            return (null, SignInCodes.Unverified);
        // Some providers write it as text.
        var verified = _options.MailIsVerified
            || (claims.TryGetValue("email_verified", out var says) && (says.ValueKind == JsonValueKind.True || (says.ValueKind == JsonValueKind.String && says.GetString() == "true")));
        return verified ? (text, null) : (null, SignInCodes.Unverified);
    }

    private async Task<(string IdentityToken, string? AccessToken)?> RedeemAsync(
        OpenIdConnectConfiguration provider, string code, Attempt attempt, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["code_verifier"] = attempt.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        var methods = provider.TokenEndpointAuthMethodsSupported;
        if (_options.ClientSecret is { } secret && (methods.Count == 0 || methods.Contains("client_secret_basic")))
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            var pair = $"{FormEncoded(_options.ClientId!)}:{FormEncoded(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = _options.ClientId!;
            if (_options.ClientSecret is { } posted)
                form["client_secret"] = posted;
        }

        request.Content = new FormUrlEncodedContent(form);
        using var response = await http.CreateClient(HttpName).SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
        {
            LogRefused(logger, (int)response.StatusCode);
            return null;
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        return TextOf(answer.RootElement, "id_token") is { } token ? (token, TextOf(answer.RootElement, "access_token")) : null;
    }

    // Many providers keep the mail address for this; it must be about the same subject (Core 1.0, 5.3.2).
    private async Task<IReadOnlyDictionary<string, JsonElement>> MoreAsync(
        string endpoint, string accessToken, IReadOnlyDictionary<string, JsonElement> claims, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.CreateClient(HttpName).SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
            return claims;
        var more = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await response.Content.ReadAsStringAsync(ct)) ?? [];
        var same = more.TryGetValue("sub", out var subject) && subject.ValueKind == JsonValueKind.String && subject.GetString() == claims["sub"].GetString();
        return same ? more : claims;
    }

    private static string? TextOf(IReadOnlyDictionary<string, JsonElement> claims, string name) =>
        claims.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? TextOf(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string FormEncoded(string value) => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);

    [LoggerMessage(5301, LogLevel.Warning, "The OpenID Connect provider cannot be reached.")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(5302, LogLevel.Warning, "The OpenID Connect provider refused a code with status {Status}.")]
    private static partial void LogRefused(ILogger logger, int status);
}
