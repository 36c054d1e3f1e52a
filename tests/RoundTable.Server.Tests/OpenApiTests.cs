using System.Text.Json;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class OpenApiTests
{
    [Fact]
    public async Task Description_OfTheApi_NamesEveryPathAndWhatItIsFor()
    {
        await using var server = TableServer.Start();
        using var browser = server.Browse();

        using var document = JsonDocument.Parse(await (await browser.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());

        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
            .ToList();
        Assert.Equal(
            [
                "get /api/legal-bases",
                "get /api/me",
                "get /api/meetings/{meeting}/calendar",
                "get /api/minutes/{minutes}",
                "get /api/minutes/{minutes}/of/{person}/together",
                "get /api/minutes/{minutes}/pdf",
                "get /api/plans/{plan}",
                "get /api/plans/{plan}/access",
                "get /api/plans/{plan}/emergency",
                "get /api/plans/{plan}/erasure",
                "get /api/plans/{plan}/people/{person}/export",
                "get /api/plans/{plan}/without-code",
                "get /api/sections/{section}/history",
                "get /api/sections/{section}/history/{seq}",
                "get /api/sessions",
                "get /api/sign-in",
                "get /api/sign-in/callback",
                "get /api/sign-in/start",
                "post /api/minutes/{minutes}/acknowledgement",
                "post /api/minutes/{minutes}/reactions",
                "post /api/plans",
                "post /api/plans/{plan}/consents",
                "post /api/plans/{plan}/consents/{consent}/given",
                "post /api/plans/{plan}/deliveries/{delivery}/not-shared",
                "post /api/plans/{plan}/deliveries/{delivery}/sent-again",
                "post /api/plans/{plan}/deliveries/{delivery}/shared-after-all",
                "post /api/plans/{plan}/emergencies/{emergency}/review",
                "post /api/plans/{plan}/emergency",
                "post /api/plans/{plan}/erasure",
                "post /api/plans/{plan}/handover",
                "post /api/plans/{plan}/handover/acceptance",
                "post /api/plans/{plan}/legal-bases",
                "post /api/plans/{plan}/legal-bases/{basis}/end",
                "post /api/plans/{plan}/meetings",
                "post /api/plans/{plan}/meetings/{meeting}/people",
                "post /api/plans/{plan}/people",
                "post /api/plans/{plan}/people/{person}/invitation",
                "post /api/plans/{plan}/people/{person}/shielding",
                "post /api/plans/{plan}/protections",
                "post /api/plans/{plan}/protections/{protection}/end",
                "post /api/plans/{plan}/relations",
                "post /api/plans/{plan}/sections",
                "post /api/plans/{plan}/sections/{section}/audience",
                "post /api/plans/{plan}/tasks/{task}/done",
                "post /api/sections/{section}/door-tokens",
                "post /api/sections/{section}/history/{seq}/restore",
                "post /api/sections/{section}/moments",
                "post /api/sessions/{session}/end",
                "post /api/sign-in/logout",
                "post /api/sign-in/mail",
                "post /api/sign-out",
                "post /api/sign-out-everywhere",
                "post /api/way-in/enter",
                "post /api/way-in/look",
            ],
            operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
        Assert.All(operations, operation => Assert.NotEqual("", operation.Value.GetProperty("summary").GetString()));
    }
}
