using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RoundTable.Domain.Events;

/// <summary>How commands, views and events travel as JSON: camelCase names and enum words, nothing unknown, nothing missing.</summary>
public static class DomainJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = With();

    /// <summary>Sets the same rules on options that somebody else owns, for instance of a hub protocol.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="contracts">Contracts that the compiler wrote, asked before those of the domain; what nobody knows is worked out from the type.</param>
    public static void Configure(JsonSerializerOptions options, params ReadOnlySpan<IJsonTypeInfoResolver> contracts)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contracts, DomainJsonContext.Default, options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()]);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Read-only options with the same rules, for types of another room.</summary>
    /// <param name="contracts">Contracts that the compiler wrote, asked first.</param>
    public static JsonSerializerOptions With(params ReadOnlySpan<IJsonTypeInfoResolver> contracts)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options, contracts);
        options.MakeReadOnly();
        return options;
    }
}
