using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RoundTable.Server.Tests.Harness;

/// <summary>HTTP as the web client does it: with cookies and the header that other sites' pages cannot send. Keeps all that it receives.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly List<string> _received = [];

    public Browser(Uri address)
    {
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = 2 * Patience.Enough };
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address => _http.BaseAddress!;

    /// <summary>Everything that came in, headers and bodies.</summary>
    public string Received => string.Join('\n', _received);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, bool header = true, string? origin = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (header)
            request.Headers.Add("X-RoundTable", "1");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body, options: Wire.Json);
        var response = await _http.SendAsync(request);
        await response.Content.LoadIntoBufferAsync();
        _received.Add($"{response.Headers} {response.Content.Headers} {await response.Content.ReadAsStringAsync()}");
        return response;
    }

    /// <summary>Waits until the server answers so when it is asked whether it is ready; what it said a moment ago it may repeat for a second.</summary>
    public async Task UntilReadyIsAsync(HttpStatusCode expected)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        while ((await GetAsync("/health/ready")).StatusCode != expected)
        {
            Assert.False(late.IsCancellationRequested, $"the server did not answer {expected} when asked whether it is ready");
            await Task.Delay(10);
        }
    }

    public void Dispose() => _http.Dispose();
}

internal static class Wire
{
    public static JsonSerializerOptions Json => Server.Wire.WireJson.Options;

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, Json)!;
    }

    /// <summary>The status and the problem's code.</summary>
    public static async Task<(int Status, string Code)> ProblemAsync(this HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, body.RootElement.GetProperty("code").GetString()!);
    }
}
