using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>A key store that lost a key, as a standby that took over too soon has.</summary>
public sealed class LostKeyTests : IAsyncLifetime
{
    private const string Owner = "section/plan-1";
    private static readonly StreamId Table = new("section/plan-1/table");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<KeyId> _lost = [];
    private SqlKeyStore _keys = null!;
    private Vault _vault = null!;
    private SealedJournal _sealed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _keys = SqlKeyStore.OpenSqlite(_folder.File("keys.db"));
        _vault = new Vault(_keys, [TestVault.Master(1)], System.Security.Cryptography.RandomNumberGenerator.Fill, _time, key => _lost.Add(key.Id));
        var plain = await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db") }, _time, Cancel);
        _sealed = new SealedJournal(plain, _vault, TestVault.OwnerOf);
        await WriteAsync("before");
    }

    public async ValueTask DisposeAsync()
    {
        await _sealed.DisposeAsync();
        await _keys.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_ThatIsStillInMemory_IsPutBackAndSaid(bool writesFirst)
    {
        await LoseAsync();

        if (writesFirst)
            await WriteAsync("after");

        Assert.Equal(writesFirst ? ["before", "after"] : ["before"], await ReadAsync(_sealed));
        Assert.Single(_lost);
        Assert.Equal(_lost, (await _keys.OfOwnerAsync(Owner, Cancel)).Select(key => key.Id));
        await using var other = await OtherServerAsync();
        Assert.Equal("before", (await ReadAsync(other))[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_ThatIsStillInMemory_IsPutBackByWhoAsksWhetherItIsErased(bool hasAnother)
    {
        await LoseAsync();
        if (hasAnother)
            await TestVault.Open(_keys, _time, 1).ForSealingAsync(Owner, Cancel);

        Assert.False(await _vault.IsErasedAsync(Owner, Cancel));

        Assert.Single(_lost);
        await using var other = await OtherServerAsync();
        Assert.Equal(["before"], await ReadAsync(other));
    }

    [Fact]
    public async Task Key_OfAnOwnerWhoWasErasedMeanwhile_StaysGone()
    {
        await LoseAsync();
        await TestVault.Open(_keys, _time, 1).EraseAsync(Owner, "person-1", Cancel);

        await Assert.ThrowsAsync<DataErasedException>(() => ReadAsync(_sealed));
        await Assert.ThrowsAsync<DataErasedException>(() => WriteAsync("after"));

        Assert.Empty(_lost);
        Assert.All(await _keys.OfOwnerAsync(Owner, Cancel), key => Assert.Null(key.Wrapped));
    }

    [Fact]
    public async Task Key_ThatIsNowhere_IsSaidToBeMissing()
    {
        await LoseAsync();
        await using var other = await OtherServerAsync();

        await Assert.ThrowsAsync<MissingKeyException>(() => ReadAsync(other));
    }

    private async Task LoseAsync()
    {
        await SqliteFile.ExecuteAsync(_folder.File("keys.db"), "DELETE FROM data_key");
        _time.Advance(Vault.Fresh);
    }

    private async Task<SealedJournal> OtherServerAsync() => new(
        await SqliteJournal.OpenAsync(new() { Path = await CopyAsync() }, _time, Cancel), TestVault.Open(_keys, _time, 1), TestVault.OwnerOf);

    private async Task<string> CopyAsync()
    {
        var copy = _folder.File("copy.db");
        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), $"VACUUM INTO '{copy}'");
        return copy;
    }

    private async Task WriteAsync(string text) => await _sealed.AppendAsync(
        new Append(Table, new Actor("person-1", "director", "session-1"), [new NewRecord("note", 1, Encoding.UTF8.GetBytes(text))]), Cancel);

    private static async Task<List<string>> ReadAsync(SealedJournal journal) =>
        await journal.ReadAsync(Table, ct: Cancel).Select(record => Encoding.UTF8.GetString(record.Payload.Span)).ToListAsync(Cancel);
}
