using System.Security.Cryptography;

namespace RoundTable.Journal.Tests;

/// <summary>A wrapped key of which a byte rotted, among others that are whole.</summary>
public sealed class DamagedKeyTests : IAsyncLifetime
{
    private const string Rotten = "plan/a";
    private const string First = "(SELECT id FROM data_key ORDER BY made_at LIMIT 1)";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _damaged = [];
    private SqlKeyStore _keys = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _keys = SqlKeyStore.OpenSqlite(_folder.File("keys.db"));
        foreach (var owner in new[] { Rotten, "server", "plan/b", "plan/c" })
        {
            await Open(1).RotateAsync(owner, Cancel);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await RunAsync("CREATE TABLE copy AS SELECT * FROM data_key");
        await RunAsync($"UPDATE data_key SET wrapped = zeroblob(length(wrapped)) WHERE id = {First}");
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Check_OfAStoreWithOneDamagedKey_NamesItAndGoesOn()
    {
        await Open(1).CheckAsync(Cancel);

        Assert.Equal([Rotten], _damaged);
    }

    [Fact]
    public async Task Check_WhenNoKeyOpens_Fails()
    {
        await RunAsync("UPDATE data_key SET wrapped = zeroblob(length(wrapped))");

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Open(1).CheckAsync(Cancel));
    }

    [Fact]
    public async Task Rewrap_GoesOnBehindADamagedKey_AndTheOldMasterKeyCanGo()
    {
        var (count, damaged) = await Open(2, 1).RewrapAsync(Cancel);

        Assert.Equal((3, Rotten), (count, Assert.Single(damaged).Owner));
        await Open(2, 1).CheckAsync(Cancel);
        await Open(2).CheckAsync(Cancel);
        Assert.Equal([Rotten, Rotten], _damaged);
        Assert.Equal(Rotten, Assert.Single((await Open(2, 1).RewrapAsync(Cancel)).Damaged).Owner);
    }

    [Fact]
    public async Task Rewrap_AfterTheBytesAreBack_TakesTheKeyAlong()
    {
        await Open(2, 1).RewrapAsync(Cancel);
        await RunAsync($"UPDATE data_key SET wrapped = (SELECT wrapped FROM copy WHERE id = data_key.id) WHERE id = {First}");
        await Open(2, 1).ForSealingAsync(Rotten, Cancel);

        var (count, damaged) = await Open(2, 1).RewrapAsync(Cancel);

        Assert.Equal((1, 0), (count, damaged.Count));
        await Open(2).ForSealingAsync(Rotten, Cancel);
    }

    [Fact]
    public async Task Rewrap_WithoutTheMasterKeyThatWraps_ChangesNothing()
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await Open(2).RewrapAsync(Cancel));

        await Open(1).CheckAsync(Cancel);
    }

    private Vault Open(params byte[] masters) =>
        new(_keys, [.. masters.Select(TestVault.Master)], RandomNumberGenerator.Fill, _time, damaged: key => _damaged.Add(key.Owner));

    private Task RunAsync(string sql) => SqliteFile.ExecuteAsync(_folder.File("keys.db"), sql);
}
