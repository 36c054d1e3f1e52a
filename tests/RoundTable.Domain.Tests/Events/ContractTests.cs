using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;

namespace RoundTable.Domain.Tests.Events;

/// <summary>What the compiler wrote asks and gives exactly what the type would have: nothing less strict, nothing named otherwise.</summary>
public class ContractTests
{
    [Theory]
    [InlineData(typeof(PlanEvent))]
    [InlineData(typeof(MeetingEvent))]
    [InlineData(typeof(PlanCommand))]
    [InlineData(typeof(MeetingCommand))]
    [InlineData(typeof(PlanView))]
    [InlineData(typeof(MeetingView))]
    public void Contract_WrittenByTheCompiler_IsThatOfTheType(Type root)
    {
        var worked = new JsonSerializerOptions(DomainJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var types = Reached(root, worked);

        Assert.True(types.Count > 5, $"only {types.Count} types reached");
        Assert.All(types, type => Assert.Equal(Describe(worked.GetTypeInfo(type)), Describe(DomainJson.Options.GetTypeInfo(type))));
    }

    private static HashSet<Type> Reached(Type root, JsonSerializerOptions options)
    {
        var reached = new HashSet<Type>();
        var next = new Queue<Type>([root]);
        while (next.TryDequeue(out var type))
        {
            if (!reached.Add(type))
                continue;
            var contract = options.GetTypeInfo(type);
            var parts = contract.Properties.Select(p => p.PropertyType)
                .Concat(contract.PolymorphismOptions?.DerivedTypes.Select(d => d.DerivedType) ?? [])
                .Concat(new[] { contract.ElementType, contract.KeyType }.OfType<Type>());
            foreach (var part in parts)
                next.Enqueue(part);
        }

        return reached;
    }

    private static string Describe(JsonTypeInfo contract) => string.Join('\n', [
        $"{contract.Type} {contract.Kind} {(contract.Kind == JsonTypeInfoKind.None ? contract.Converter.GetType() : null)} {contract.UnmappedMemberHandling} {contract.NumberHandling} {contract.PreferredPropertyObjectCreationHandling}",
        $"of {contract.ElementType} by {contract.KeyType}, kind under {contract.PolymorphismOptions?.TypeDiscriminatorPropertyName} {contract.PolymorphismOptions?.UnknownDerivedTypeHandling}",
        .. contract.PolymorphismOptions?.DerivedTypes.Select(d => $"{d.TypeDiscriminator} is {d.DerivedType}") ?? [],
        .. contract.Properties.Where(p => p.Get is not null || p.Set is not null).Select(Describe).Order(StringComparer.Ordinal)]);

    private static string Describe(JsonPropertyInfo property) =>
        $"{property.Name} {property.PropertyType} required {property.IsRequired} read {property.Get is not null} null out {property.IsGetNullable} null in {property.IsSetNullable}"
        + $" parameter {property.AssociatedParameter?.Position} {property.AssociatedParameter?.HasDefaultValue} {property.AssociatedParameter?.DefaultValue} null {property.AssociatedParameter?.IsNullable}";
}
