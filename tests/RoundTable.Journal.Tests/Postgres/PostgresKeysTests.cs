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

    [Fact]
    public async Task Destroyed_AndCleared_LeavesNothingInTheTablesFile()
    {
        await using var keys = await SqlKeyStore.OpenPostgresAsync(Place, Cancel);
        var vault = TestVault.Open(keys, new ManualTime(), 1);
        await vault.RotateAsync("plan/1", Cancel);
        await vault.RotateAsync("plan/2", Cancel);
        var gone = (await keys.OfOwnerAsync("plan/1", Cancel))[0].Wrapped!;
        await vault.EraseAsync("plan/1", "person-1", Cancel);
        Assert.True(await LiesInTheFileAsync(gone));

        // Somebody who reads the table, such as a dump of the database: it cannot be made anew meanwhile.
        await using (var dump = new NpgsqlConnection($"{Place};Pooling=false"))
        {
            await dump.OpenAsync(Cancel);
            await using var transaction = await dump.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Cancel);
            await using var look = new NpgsqlCommand("SELECT count(*) FROM data_key", dump, transaction);
            await look.ExecuteScalarAsync(Cancel);
            Assert.False(await vault.ClearAsync(Cancel));
        }

        Assert.True(await vault.ClearAsync(Cancel));

        Assert.False(await LiesInTheFileAsync(gone));
        Assert.True(await LiesInTheFileAsync((await keys.OfOwnerAsync("plan/2", Cancel))[0].Wrapped!));
    }

    [Fact]
    public async Task Cleared_WhileAnOpenTransactionSeesWhatWas_SaysThatItIsNotYet()
    {
        await using var keys = await SqlKeyStore.OpenPostgresAsync(Place, Cancel);
        var vault = TestVault.Open(keys, new ManualTime(), 1);
        await vault.RotateAsync("plan/1", Cancel);
        await using (var other = new NpgsqlConnection($"{Place};Pooling=false"))
        {
            await other.OpenAsync(Cancel);
            await using var transaction = await other.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Cancel);
            await using var look = new NpgsqlCommand("SELECT 1 FROM pg_class", other, transaction);
            await look.ExecuteScalarAsync(Cancel);
            await vault.EraseAsync("plan/1", "person-1", Cancel);
            Assert.False(await vault.ClearAsync(Cancel));
        }

        Assert.True(await vault.ClearAsync(Cancel));
    }

    private async Task<bool> LiesInTheFileAsync(byte[] wrapped)
    {
        await PostgresServer.ExecuteAsync(Place, "CHECKPOINT");
        var file = (byte[])(await PostgresServer.ExecuteAsync(Place, "SELECT pg_read_binary_file(pg_relation_filepath('data_key'))"))!;
        return file.AsSpan().IndexOf(wrapped) >= 0;
    }
}
