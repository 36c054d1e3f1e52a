using System.Text.Json;
using RoundTable.Domain.Events;

namespace RoundTable.Server.Wire;

/// <summary>How everything inbound and outbound is written as JSON: camel case, enums by name, and nothing unknown, missing or null that should not be.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Made();

    public static void Configure(JsonSerializerOptions options)
    {
        DomainJson.Configure(options, WireContracts.Default);
        options.MaxDepth = 16;
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
