namespace RoundTable.Server.Tests.Attack;

/// <summary>Tests that attack the same closed family, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class AttackCollection : ICollectionFixture<ClosedFamily>
{
    public const string Name = "attack";
}
