namespace RoundTable.Journal.Tests;

/// <summary>The tests that share one PostgreSQL. Without its programs they fail, and the others run.</summary>
[CollectionDefinition]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>;
