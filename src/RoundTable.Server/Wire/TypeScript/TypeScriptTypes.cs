using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Wire.TypeScript;

/// <summary>Writes C# wire records as TypeScript types: each type once, ordered by name, so that the file changes only when the wire does.</summary>
internal sealed class TypeScriptTypes
{
    private readonly SortedDictionary<string, string> _declarations = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];
    private readonly NullabilityInfoContext _nullability = new();

    public IEnumerable<string> Declarations => _declarations.Values;

    /// <summary>The TypeScript name of a type; declares it, and what it consists of, when it is a record, an enum or an id.</summary>
    public string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return $"{NameOf(inner)} | null";
        if (Plain(type) is { } plain)
            return plain;
        if (ElementOf(type) is { } element)
            return $"{NameOf(element)}[]";
        if (MapOf(type) is { } map)
            return $"Record<string, {NameOf(map)}>";
        if (_seen.Add(type))
            _declarations[type.Name] = Declare(type);
        return type.Name;
    }

    private static string? Plain(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "boolean",
        TypeCode.String => "string",
        TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double when !type.IsEnum => "number",
        _ when type == typeof(DateTimeOffset) || type == typeof(DateOnly) => "string",
        _ when type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) => "string",
        _ => null,
    };

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    private static Type? MapOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private string Declare(Type type)
    {
        if (type.IsEnum)
            return $"export type {type.Name} = {string.Join(" | ", Enum.GetNames(type).Select(name => $"\"{Camel(name)}\""))};\n";
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            return $"export type {type.Name} = string;\n";
        var cases = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToList();
        return cases.Count > 0 ? Union(type, cases) : Interface(type, kind: null);
    }

    private string Union(Type type, List<JsonDerivedTypeAttribute> cases)
    {
        foreach (var @case in cases)
        {
            _seen.Add(@case.DerivedType);
            _declarations[@case.DerivedType.Name] = Interface(@case.DerivedType, (string)@case.TypeDiscriminator!);
        }

        return $"export type {type.Name} =\n{string.Join('\n', cases.Select(@case => $"  | {@case.DerivedType.Name}"))};\n";
    }

    private string Interface(Type type, string? kind)
    {
        var text = new StringBuilder($"export interface {type.Name} {{\n");
        if (kind is not null)
            text.Append($"  kind: \"{kind}\";\n");
        var optional = Optional(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonIgnoreAttribute>() is not null)
                continue;
            var name = NameOf(property.PropertyType);
            if (!property.PropertyType.IsValueType && _nullability.Create(property).ReadState == NullabilityState.Nullable)
                name += " | null";
            var key = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? Camel(property.Name);
            text.Append($"  {key}{(optional.Contains(property.Name) ? "?" : "")}: {name};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static HashSet<string> Optional(Type type) =>
        [.. type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Where(p => p.HasDefaultValue).Select(p => p.Name!)];

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
