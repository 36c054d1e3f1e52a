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
                "get /api/me",
                "get /api/minutes/{minutes}",
                "get /api/plans/{plan}",
                "post /api/minutes/{minutes}/acknowledgement",
                "post /api/minutes/{minutes}/reactions",
                "post /api/plans",
                "post /api/plans/{plan}/meetings",
                "post /api/plans/{plan}/people",
                "post /api/plans/{plan}/people/{person}/invitation",
                "post /api/sections/{section}/door-tokens",
                "post /api/sign-out",
                "post /api/way-in/enter",
                "post /api/way-in/look",
            ],
            operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
        Assert.All(operations, operation => Assert.NotEqual("", operation.Value.GetProperty("summary").GetString()));
    }
}
