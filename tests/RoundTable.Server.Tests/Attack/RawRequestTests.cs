using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Attack;

/// <summary>Requests that no client library would send: tricks with the path, the host and the headers.</summary>
[Collection(AttackCollection.Name)]
public sealed class RawRequestTests(ClosedFamily family)
{
    [Theory]
    [InlineData("GET //api/plans/{plan} HTTP/1.1")]
    [InlineData("GET /api//plans/{plan} HTTP/1.1")]
    [InlineData("GET /api/./plans/{plan} HTTP/1.1")]
    [InlineData("GET /in/../api/plans/{plan} HTTP/1.1")]
    [InlineData("GET /in/%2e%2e/api/plans/{plan} HTTP/1.1")]
    [InlineData("GET /assets/..%2f..%2fapi/plans/{plan} HTTP/1.1")]
    [InlineData("GET /API/PLANS/{plan} HTTP/1.1")]
    [InlineData("GET /api/plans/{plan}/ HTTP/1.1")]
    [InlineData("GET /api/plans/{plan}%20 HTTP/1.1")]
    [InlineData("GET /api/plans/{plan};admin=1 HTTP/1.1")]
    [InlineData("GET /api/plans/{plan}%3fx HTTP/1.1")]
    [InlineData("GET /api\\plans\\{plan} HTTP/1.1")]
    [InlineData("GET http://evil.example/api/plans/{plan} HTTP/1.1")]
    [InlineData("GET /api/plans/{plan}#x HTTP/1.1")]
    [InlineData("HEAD /api/plans/{plan} HTTP/1.1")]
    [InlineData("OPTIONS /api/plans/{plan} HTTP/1.1")]
    [InlineData("TRACE /api/plans/{plan} HTTP/1.1")]
    [InlineData("BREW /api/plans/{plan} HTTP/1.1")]
    [InlineData("GET /assets/../../journal.db HTTP/1.1")]
    [InlineData("GET /..%2f..%2fjournal.db HTTP/1.1")]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1")]
    [InlineData("GET /demo-links.json HTTP/1.1")]
    [InlineData("GET /appsettings.json HTTP/1.1")]
    public async Task Path_Tricked_OpensNothing(string line)
    {
        foreach (var attacker in new[] { Attacker.Nobody, Attacker.SignedOut, Attacker.Stranger })
        {
            var (status, text) = await SendAsync(attacker, line);

            Assert.True(status is >= 400 and < 500, $"{attacker}: {status}\n{text}");
            Assert.All(family.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For: 127.0.0.1")]
    [InlineData("X-Forwarded-Host: evil.example")]
    [InlineData("X-Forwarded-User: Ingrid Postema")]
    [InlineData("Authorization: Bearer admin")]
    [InlineData("Authorization: Basic YWRtaW46YWRtaW4=")]
    [InlineData("X-Original-URL: /api/me")]
    [InlineData("Cookie: roundtable-session={plan}")]
    public async Task Header_Tricked_SignsNobodyIn(string header)
    {
        var (status, _) = await SendAsync(Attacker.Nobody, "GET /api/plans/{plan} HTTP/1.1", ApiDoor.Filled(header, family.Ids));

        Assert.Equal(401, status);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 4")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Content-Length: -1")]
    [InlineData("Bad Header: x")]
    public async Task Framing_ThatIsAmbiguous_NeverBecomesASecondRequest(string headers)
    {
        var (status, text) = await SendAsync(
            Attacker.Nobody, "POST /api/way-in/look HTTP/1.1", $"X-RoundTable: 1\r\nContent-Type: application/json\r\n{headers}", "0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.True(status is >= 400 and < 500, $"{status}\n{text}");
        Assert.DoesNotContain("200 OK", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("a;script-src*")]
    [InlineData("a'unsafe-inline'")]
    [InlineData("a,b")]
    public async Task Host_OfAnother_ReachesNeitherLinksNorThePolicy(string host)
    {
        var (status, text) = await SendAsync(Attacker.Stranger, "GET /api/me HTTP/1.1", host: host);
        Assert.True(status is 200 or 400, $"{status}");
        var policy = text.Split("\r\n").FirstOrDefault(header => header.StartsWith("Content-Security-Policy:", StringComparison.Ordinal)) ?? "";
        Assert.DoesNotContain("script-src*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("a,b", policy, StringComparison.Ordinal);

        var path = $"/api/plans/{family.Ids["plan"]}/people/{family.Ids["person"]}/invitation";
        var invitation = await family.Director.SendAsync(HttpMethod.Post, path, headers: [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example")]);
        Assert.DoesNotContain("evil.example", await invitation.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(int Status, string Text)> SendAsync(Attacker attacker, string line, string headers = "", string body = "", string? host = null)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        using var socket = new TcpClient();
        await socket.ConnectAsync(family.Server.Address.Host, family.Server.Address.Port, late.Token);
        var cookie = family[attacker].Cookies.GetCookieHeader(family.Server.Address);
        var request = new StringBuilder(ApiDoor.Filled(line, family.Ids)).Append("\r\n")
            .Append("Host: ").Append(host ?? family.Server.Address.Authority).Append("\r\nConnection: close\r\n");
        if (cookie.Length > 0 && !headers.Contains("Cookie:", StringComparison.Ordinal))
            request.Append("Cookie: ").Append(cookie).Append("\r\n");
        if (headers.Length > 0)
            request.Append(headers).Append("\r\n");
        request.Append("\r\n").Append(body);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), late.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, late.Token);
        }
        catch (IOException)
        {
            // Kestrel resets a connection whose rest it does not want to read; what came before that is the answer.
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        Assert.True(text.Length > 12, $"no answer to {line}");
        return (int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), text);
    }
}
