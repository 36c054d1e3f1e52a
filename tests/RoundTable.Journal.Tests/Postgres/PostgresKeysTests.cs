using Npgsql;

namespace RoundTable.Journal.Tests;

/// <summary>The wrapped keys in PostgreSQL.</summary>
public sealed class PostgresKeysTests(PostgresServer server) : PostgresTests(server)
{
    [Fact]
    public async Task Keys_WhereACommitMayBeLost_AreRefused()
    {
        var e = await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await SqlKeyStore.OpenPostgresAsync($"{Place};Options=-c synchronous_commit=off", Cancel));

        Assert.Equal((false, "The key store cannot live in a PostgreSQL whose synchronous_commit is off."), (e.MayPass, e.Message));
    }

    [Fact]
    public async Task Keys_InASchemaThatIsThere_NeedNoRightToMakeOne()
    {
        var (role, schema) = ($"keeper_{Guid.NewGuid():N}", $"keys_{Guid.NewGuid():N}");
        await PostgresServer.ExecuteAsync(Place, $"CREATE ROLE {role} LOGIN");
        await PostgresServer.ExecuteAsync(Place, $"CREATE SCHEMA {schema} AUTHORIZATION {role}");
        var own = new NpgsqlConnectionStringBuilder(Place) { Username = role, SearchPath = $"{schema}, public" }.ConnectionString;

        await using var keys = await SqlKeyStore.OpenPostgresAsync(own, Cancel);
        await TestVault.Open(keys, new ManualTime(), 1).RotateAsync("plan/1", Cancel);

        Assert.Equal(1L, await PostgresServer.ExecuteAsync(Place, $"SELECT count(*) FROM {schema}.data_key"));
    }
}
