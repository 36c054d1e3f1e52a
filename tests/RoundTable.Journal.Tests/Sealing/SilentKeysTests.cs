using FiringTime = RoundTable.Grains.Tests.ManualTime;

namespace RoundTable.Journal.Tests;

/// <summary>A key store that takes every question and answers none, beside a journal that is well.</summary>
public sealed class SilentKeysTests : IAsyncLifetime
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);
    private static readonly Actor Asker = new("person-1", "director", "session-1");

    private readonly TemporaryFolder _folder = new();
    private readonly FiringTime _time = new();
    private SqlKeyStore _store = null!;
    private FailingKeyStore _keys = null!;
    private SealedJournal _sealed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = SqlKeyStore.OpenSqlite(_folder.File("keys.db"));
        _keys = new FailingKeyStore(_store);
        _sealed = new SealedJournal(
            await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db") }, TimeProvider.System, Cancel), TestVault.Open(_keys, _time, 1), TestVault.OwnerOf);
        for (var plan = 0; plan < 10; plan++)
            await WriteAsync(plan);
        _time.Advance(Vault.Fresh);
        _keys.FallSilent();
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Speak();
        await _sealed.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Appends_UnderKeysThatAreKnown_WaitForTheStoreOnceAndTogether()
    {
        var appends = Enumerable.Range(0, 10).Select(WriteAsync).ToList();

        _time.Advance(Vault.Patience);
        await Task.WhenAll(appends).WaitAsync(Enough, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(WriteAsync)).WaitAsync(Enough, Cancel);
    }

    [Fact]
    public async Task Store_ThatSaidNothing_IsAskedByOneWhileTheOthersGoOn()
    {
        var first = WriteAsync(0);
        _time.Advance(Vault.Patience);
        await first.WaitAsync(Enough, Cancel);
        _time.Advance(Vault.Fresh);

        var asks = WriteAsync(0);
        await WriteAsync(1).WaitAsync(Enough, Cancel);

        Assert.False(asks.IsCompleted);
        _time.Advance(Vault.Patience);
        await asks.WaitAsync(Enough, Cancel);
    }

    [Fact]
    public async Task Key_DestroyedElsewhereMeanwhile_SealsNothingMoreWhenTheStoreIsBack()
    {
        var meanwhile = WriteAsync(0);
        _time.Advance(Vault.Patience);
        await meanwhile.WaitAsync(Enough, Cancel);
        await TestVault.Open(_store, _time, 1).EraseAsync("plan/0", "person-1", Cancel);

        _keys.Speak();
        _time.Advance(Vault.Fresh);

        await Assert.ThrowsAsync<DataErasedException>(() => WriteAsync(0).WaitAsync(Enough, Cancel));
    }

    [Fact]
    public async Task Appends_OfOwnersWhoseKeysAreNotKnown_AreToldTogetherThatTheStoreIsAway()
    {
        Task[] appends = [WriteAsync(10), WriteAsync(11), WriteAsync(12)];

        _time.Advance(Vault.Patience);

        foreach (var append in appends)
            Assert.True((await Assert.ThrowsAsync<JournalUnavailableException>(() => append.WaitAsync(Enough, Cancel))).MayPass);
    }

    private async Task WriteAsync(int plan) =>
        await _sealed.AppendAsync(new Append(new StreamId($"plan/{plan}"), Asker, [new NewRecord("note", 1, default)]), Cancel);
}
