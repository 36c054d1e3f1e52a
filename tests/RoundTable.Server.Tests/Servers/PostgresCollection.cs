using RoundTable.Journal.Tests;

namespace RoundTable.Server.Tests.Servers;

/// <summary>The tests that share one real PostgreSQL, each in a database of its own; one at a time, because some stop it.</summary>
[CollectionDefinition]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>;
