using System.Net.Http.Json;
using System.Text.Json;

namespace RoundTable.Benchmarks.Hub;

/// <summary>Somebody of the demo who came in by the personal link, with a plan that this person belongs to.</summary>
internal sealed record Participant(string Cookie, string Plan)
{
    /// <summary>Signs everybody in whom the server's link file names and who belongs to a plan.</summary>
    public static async Task<IReadOnlyList<Participant>> SignInAllAsync(ServerProcess server)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("X-RoundTable", "1");
        var links = JsonElement.Parse(await File.ReadAllBytesAsync(server.LinksFile));
        var people = new List<Participant>();
        foreach (var link in links.EnumerateArray())
        {
            var cookie = await EnterAsync(http, link);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
            request.Headers.Add("Cookie", cookie);
            using var answer = await http.SendAsync(request);
            var me = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            people.AddRange(me.GetProperty("plans").EnumerateArray().Select(plan => new Participant(cookie, plan.GetProperty("plan").GetString()!)));
        }
        return people;
    }

    private static async Task<string> EnterAsync(HttpClient http, JsonElement link)
    {
        var token = link.GetProperty("link").GetString()!.Split('#')[1];
        using var answer = await http.PostAsJsonAsync("/api/way-in/enter", new { token, code = link.GetProperty("code").GetString() });
        return answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }
}
