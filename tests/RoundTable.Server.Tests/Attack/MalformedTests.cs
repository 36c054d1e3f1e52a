using System.Text.Json;
using System.Text.Json.Nodes;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Attack;

/// <summary>Oversized and malformed everything, from the one who gets furthest: the director. Always a typed answer, never a fault.</summary>
[Collection(AttackCollection.Name)]
public sealed class MalformedTests(ClosedFamily family)
{
    private static readonly string[] Whole =
    [
        "", " ", "null", "[]", "{}", "{", "}", "\"x\"", "1", "-1e999", "true", "{\"a\":1}", "{\"text\":\"x\"", "\u0000", "\uFEFF{}", "{}{}", "{\"__proto__\":{\"x\":1}}",
        new string('[', 5000), "{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 301),
    ];

    private static readonly string[] Values =
    [
        "null", "0", "-1", "1e400", "99999999999999999999999999", "true", "\"\"", "\" \"", "[]", "[null]", "{}", "[[[[]]]]", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"",
        "\"../../etc/passwd\"", "\"'; drop table records; --\"", "\"<script>1</script>\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"0000-00-00\"", "\"\\u202e\\u0000\\uffff\"",
        "\"a\\r\\nBcc: x@evil.example\"", "\"a@b\\r\\nBcc: x@evil.example\"", "\"LONG\"", "\"LONGER\"",
    ];

    [Fact]
    public async Task EveryBody_InEveryWayWrong_IsAnsweredAndNeverFaults()
    {
        foreach (var door in ApiDoor.All.Where(door => door.Changes && !door.EndsSession))
        {
            foreach (var body in Whole.Concat(Broken(door)))
                await AssertTypedAsync(door, ApiDoor.Json(body));
            await AssertTypedAsync(door, new ByteArrayContent([0xff, 0xfe, 0x00, 0xc3]) { Headers = { ContentType = new("application/json") } });
            await AssertTypedAsync(door, new StringContent("<a/>", System.Text.Encoding.UTF8, "application/xml"));
            await AssertTypedAsync(door, ApiDoor.Json($"{{\"text\":\"{new string('x', 100_000)}\"}}"));
        }

        Assert.Equal(200, (int)(await family.Director.GetAsync($"/api/plans/{family.Ids["plan"]}")).StatusCode);
        Assert.DoesNotContain("Error Microsoft.AspNetCore", family.Server.Logs.All, StringComparison.Ordinal);
        Assert.All(Mailbox.Mails(family.Server.Data), mail => Assert.DoesNotContain("evil.example", mail.Split("\r\n\r\n")[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryId_InEveryWayWrong_IsNotFound()
    {
        string[] wrong = ["x", new string('a', 64), new string('a', 65), new string('a', 4000), "..", "%2e%2e", "%00", "%0d%0aX-Evil:%201", "A", "%F0%9F%92%A9", "a%2Fb", "a;b=c", "null", "-", "%ff"];
        foreach (var door in ApiDoor.All.Where(door => door.Operation.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var name in family.Ids.Keys.Where(name => door.Operation.Contains($"{{{name}}}", StringComparison.Ordinal)))
            {
                foreach (var id in wrong)
                {
                    var ids = family.Ids.ToDictionary(pair => pair.Key, pair => pair.Key == name ? id : pair.Value);
                    var response = await family.Director.SendAsync(new HttpMethod(door.Method), door.Path(ids), door.Content(family.Ids));
                    Assert.True((int)response.StatusCode is 400 or 404 or 405, $"{door.Operation} with {name} {id}: {(int)response.StatusCode}");
                    Assert.False(response.Headers.Contains("X-Evil"));
                }
            }
        }
    }

    [Theory]
    [InlineData("roundtable-session=")]
    [InlineData("roundtable-session=%00%ff")]
    [InlineData("roundtable-session=;roundtable-session=;roundtable-session")]
    [InlineData("roundtable-session=../../../journal.db")]
    [InlineData("\u0001=\u0002")]
    public async Task Cookie_ThatIsNonsense_IsNobody(string cookie)
    {
        using var browser = family.Server.Browse();

        var response = await browser.SendAsync(HttpMethod.Get, "/api/me", headers: [("Cookie", cookie)]);

        Assert.True((int)response.StatusCode is 400 or 401, $"{(int)response.StatusCode}");
    }

    private static IEnumerable<string> Broken(ApiDoor door)
    {
        if (door.Body is null)
            yield break;
        var properties = JsonNode.Parse(door.Body)!.AsObject().Select(property => property.Key).ToList();
        foreach (var property in properties)
        {
            foreach (var value in Values)
            {
                var text = value.Replace("LONGER", new string('x', 60_000), StringComparison.Ordinal).Replace("LONG", new string('é', 5_000), StringComparison.Ordinal);
                var body = JsonNode.Parse(door.Body)!.AsObject();
                body[property] = "@@";
                yield return body.ToJsonString().Replace("\"@@\"", text, StringComparison.Ordinal);
            }

            var without = JsonNode.Parse(door.Body)!.AsObject();
            without.Remove(property);
            yield return without.ToJsonString();
        }
    }

    private async Task AssertTypedAsync(ApiDoor door, HttpContent content)
    {
        var response = await family.Director.SendAsync(
            new HttpMethod(door.Method), ApiDoor.Filled(door.Operation.Split(' ')[1], family.Ids), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode < 500, $"{door.Operation}: {(int)response.StatusCode} {text}");
        if (response.IsSuccessStatusCode)
            return;
        using var problem = JsonDocument.Parse(text);
        Assert.Matches("^[a-z-]+[.][a-z-]+$", problem.RootElement.GetProperty("code").GetString());
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
