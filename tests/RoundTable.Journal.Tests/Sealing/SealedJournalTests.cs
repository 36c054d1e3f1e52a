using System.Text;

namespace RoundTable.Journal.Tests;

public sealed class SealedJournalTests : IAsyncLifetime
{
    private const string Secret = "Oma Fatima woont aan de Lindelaan";
    private static readonly StreamId Table = new("section/plan-1/table");
    private static readonly StreamId Other = new("section/plan-1/other");
    private static readonly Actor Asker = new("person-1", "director", "session-1");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private SqlKeyStore _keys = null!;
    private Vault _vault = null!;
    private SqliteJournal _plain = null!;
    private SealedJournal _sealed = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _keys = SqlKeyStore.OpenSqlite(_folder.File("keys.db"));
        _vault = TestVault.Open(_keys, _time, 1);
        _plain = await SqliteJournal.OpenAsync(new() { Path = _folder.File("journal.db") }, _time, Cancel);
        _sealed = new SealedJournal(_plain, _vault, TestVault.OwnerOf);
    }

    public async ValueTask DisposeAsync()
    {
        await _sealed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everything_ThatIsStored_IsUnreadableInTheFilesAndReadableThroughTheJournal()
    {
        await WriteAsync(Table, Secret);
        await _sealed.AppendAsync(
            new Append(Table, Asker, [new NewRecord("note", 1, Bytes(Secret))]) { Schedule = [new DueWork("mail", "k", _time.GetUtcNow(), Bytes(Secret))] },
            Cancel);
        await _sealed.SaveSnapshotAsync(new Snapshot(Table, 2, 7, Bytes(Secret)), Cancel);

        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            Assert.Equal(-1, (await ReadSharedAsync(file)).AsSpan().IndexOf(Bytes("Lindelaan")));
        }

        Assert.Equal([Secret, Secret], await ReadAsync(_sealed, Table));
        var snapshot = await _sealed.LoadSnapshotAsync(Table, Cancel);
        Assert.Equal((2L, 7, Secret), (snapshot!.Seq, snapshot.Version, Text(snapshot.Payload)));
        var work = Assert.Single(await _sealed.TakeDueAsync("mail", _time.GetUtcNow(), TimeSpan.FromMinutes(1), 8, Cancel));
        Assert.Equal(Secret, Text(work.Work.Payload));
    }

    [Fact]
    public async Task Record_ToldByAnotherServer_OpensAsIfItWereReadAndNothingElseDoes()
    {
        await WriteAsync(Table, "a", Secret);
        await WriteAsync(Other, "c");
        var told = (await _plain.ReadAsync(Table, 2, Cancel).ToListAsync(Cancel))[0];

        Assert.Equal(Secret, Text(_sealed.TryOpen(told)!.Payload));
        Assert.Equal(1, _sealed.TryOpen(told)!.Version);
        Assert.Null(_sealed.TryOpen(told with { Seq = 1 }));
        Assert.Null(_sealed.TryOpen(told with { Stream = Other }));
        Assert.Null(_sealed.TryOpen(told with { Payload = told.Payload[..^1] }));
        Assert.Null(_sealed.TryOpen(told with { Payload = default }));
        Assert.Null(_sealed.TryOpen(told with { Version = 1, Payload = Bytes("forged") }));
        _time.Advance(Vault.Fresh);
        Assert.Null(_sealed.TryOpen(told));
    }

    [Fact]
    public async Task Records_FromBeforeThereWereKeys_AreRead()
    {
        await _plain.AppendAsync(
            new Append(Table, Asker, [new NewRecord("note", 1, Bytes("old"))]) { Schedule = [new DueWork("mail", "k", _time.GetUtcNow(), Bytes("{}"))] },
            Cancel);
        await _plain.SaveSnapshotAsync(new Snapshot(Table, 1, 1, Bytes("old state")), Cancel);
        await WriteAsync(Table, "new");

        Assert.Equal(["old", "new"], await ReadAsync(_sealed, Table));
        Assert.Equal("old state", Text((await _sealed.LoadSnapshotAsync(Table, Cancel))!.Payload));
        Assert.Equal("{}", Text(Assert.Single(await _sealed.TakeDueAsync("mail", _time.GetUtcNow(), TimeSpan.FromMinutes(1), 8, Cancel)).Work.Payload));
        Assert.True((await _sealed.VerifyAsync(Table, Cancel)).Intact);
    }

    [Theory]
    [InlineData("UPDATE record SET payload = (SELECT payload FROM record WHERE stream = 1 AND seq = 1) WHERE stream = 1 AND seq = 2")]
    [InlineData("UPDATE record SET payload = (SELECT payload FROM record WHERE stream = 2 AND seq = 2) WHERE stream = 1 AND seq = 2")]
    [InlineData("UPDATE record SET payload = zeroblob(80) WHERE stream = 1 AND seq = 2")]
    [InlineData("UPDATE record SET payload = (SELECT payload FROM snapshot) WHERE stream = 1 AND seq = 2")]
    public async Task Payload_PutInAnothersPlace_DoesNotOpen(string sql)
    {
        await WriteAsync(Table, "a", "b");
        await WriteAsync(Other, "c", "d");
        await _sealed.SaveSnapshotAsync(new Snapshot(Table, 2, 1, Bytes("b")), Cancel);

        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), sql);

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(_sealed, Table));
        Assert.Equal((ChainFault.Altered, 2L), ((await _sealed.VerifyAsync(Table, Cancel)).Fault, (await _sealed.VerifyAsync(Table, Cancel)).FaultAt));
    }

    [Fact]
    public async Task Erased_IsGoneHereAndInACopyFromBefore_AndTheNeighbourStays()
    {
        var neighbour = new StreamId("section/plan-2/table");
        await WriteAsync(Table, Secret);
        await WriteAsync(neighbour, "stays");
        await _sealed.SaveSnapshotAsync(new Snapshot(Table, 1, 1, Bytes(Secret)), Cancel);
        await _sealed.AppendAsync(
            new Append(Table, Asker, [new NewRecord("note", 1, Bytes(Secret))]) { Schedule = [new DueWork("mail", "k", _time.GetUtcNow(), Bytes(Secret))] },
            Cancel);
        await SqliteFile.ExecuteAsync(_folder.File("journal.db"), $"VACUUM INTO '{_folder.File("backup.db")}'");

        var destroyed = await _vault.EraseAsync("section/plan-1", "person-1", Cancel);

        Assert.Equal(("person-1", _time.GetUtcNow()), (Assert.Single(destroyed).DestroyedBy, destroyed[0].DestroyedAt));
        await AssertErasedAsync(_sealed);
        await Assert.ThrowsAsync<DataErasedException>(() => WriteAsync(Table, "again"));
        Assert.Empty(await _sealed.TakeDueAsync("mail", _time.GetUtcNow(), TimeSpan.FromMinutes(1), 8, Cancel));
        Assert.Equal(["stays"], await ReadAsync(_sealed, neighbour));
        Assert.True((await _sealed.VerifyAsync(Table, Cancel)).Intact);
        await using var backup = new SealedJournal(
            await SqliteJournal.OpenAsync(new() { Path = _folder.File("backup.db") }, _time, Cancel), TestVault.Open(_keys, _time, 1), TestVault.OwnerOf);
        await AssertErasedAsync(backup);
        Assert.Equal(["stays"], await ReadAsync(backup, neighbour));
    }

    [Fact]
    public async Task Erased_ByAnotherServer_IsNoticedWhenTheKeyIsNoLongerFresh()
    {
        await WriteAsync(Table, Secret);
        await TestVault.Open(_keys, _time, 1).EraseAsync("section/plan-1", "person-1", Cancel);

        _time.Advance(Vault.Fresh);

        await AssertErasedAsync(_sealed);
        await Assert.ThrowsAsync<DataErasedException>(() => WriteAsync(Table, "again"));
    }

    [Fact]
    public async Task Keys_ThatNobodyUses_LeaveMemoryAndComeBackWhenTheyAreNeeded()
    {
        for (var plan = 1; plan <= 20; plan++)
        {
            await WriteAsync(new StreamId($"section/plan-{plan}/table"), Secret);
        }

        Assert.Equal(20, _vault.Count);

        _time.Advance(Vault.Kept + Vault.Fresh);
        await WriteAsync(Table, "still used");

        Assert.Equal(1, _vault.Count);
        Assert.Equal([Secret], await ReadAsync(_sealed, new StreamId("section/plan-7/table")));
        Assert.Equal([Secret, "still used"], await ReadAsync(_sealed, Table));
    }

    [Fact]
    public async Task Rotated_SealsWithANewKeyAndReadsBoth()
    {
        await WriteAsync(Table, "a");
        var rotated = await _vault.RotateAsync("section/plan-1", Cancel);
        await WriteAsync(Table, "b");

        Assert.Equal(["a", "b"], await ReadAsync(_sealed, Table));
        var keys = await _keys.OfOwnerAsync("section/plan-1", Cancel);
        Assert.Equal(2, keys.Count);
        Assert.Contains(keys, key => key.Id == rotated);
        Assert.Equal(2, (await _vault.EraseAsync("section/plan-1", "person-1", Cancel)).Count);
        await AssertErasedAsync(_sealed);
    }

    [Fact]
    public async Task Rotated_AfterAServerWhoseClockRanAhead_SealsWithTheNewKeyAllTheSame()
    {
        var ahead = new ManualTime();
        ahead.Advance(TimeSpan.FromDays(400));
        var early = await TestVault.Open(_keys, ahead, 1).RotateAsync("section/plan-1", Cancel);
        var rotated = await _vault.RotateAsync("section/plan-1", Cancel);
        await WriteAsync(Table, "a");

        var record = Assert.Single(await _plain.ReadAsync(Table, ct: Cancel).ToListAsync(Cancel));
        Assert.Equal((rotated, false), (SealedPayload.KeyOf(record.Payload.Span), rotated == early));
    }

    [Fact]
    public async Task Owner_WhoseKeyDoesNotUnwrap_IsNotErased()
    {
        await WriteAsync(Table, "a");
        await SqliteFile.ExecuteAsync(_folder.File("keys.db"), "UPDATE data_key SET wrapped = zeroblob(60)");
        var vault = TestVault.Open(_keys, _time, 1);

        Assert.False(await vault.IsErasedAsync("section/plan-1", Cancel));
        await vault.EraseAsync("section/plan-1", "person-1", Cancel);
        Assert.True(await vault.IsErasedAsync("section/plan-1", Cancel));
    }

    [Fact]
    public async Task Rewrapped_NeedsTheNewMasterKeyOnly()
    {
        await WriteAsync(Table, "a");
        await WriteAsync(new StreamId("section/plan-2/table"), "b");

        var (count, damaged) = await TestVault.Open(_keys, _time, 2, 1).RewrapAsync(Cancel);

        Assert.Equal(2, count);
        Assert.Empty(damaged);
        await TestVault.Open(_keys, _time, 2).CheckAsync(Cancel);
        Assert.Equal(["a"], await ReadAsync(new SealedJournal(_plain, TestVault.Open(_keys, _time, 2), TestVault.OwnerOf), Table));
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await TestVault.Open(_keys, _time, 1).CheckAsync(Cancel));
        Assert.Contains("not configured", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MasterKeyThatChanges_IsReadEverywhereBeforeAnybodyWrapsByIt()
    {
        await WriteAsync(Table, "a");
        await TestVault.Open(_keys, _time, 1, 2).CheckAsync(Cancel);
        await TestVault.Open(_keys, _time, 2, 1).RotateAsync("section/plan-1", Cancel);

        await TestVault.Open(_keys, _time, 1, 2).CheckAsync(Cancel);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await TestVault.Open(_keys, _time, 1).CheckAsync(Cancel));
    }

    [Fact]
    public async Task Stream_WhoseOwnerNobodySays_IsRefusedUnlessTheAppendSaysIt()
    {
        var meeting = new StreamId("none/meeting");
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(meeting, "a"));

        await _sealed.AppendAsync(new Append(meeting, Asker, [new NewRecord("note", 1, Bytes("a"))]) { Owner = "section/plan-1" }, Cancel);

        Assert.Equal(["a"], await ReadAsync(_sealed, meeting));
        await _vault.EraseAsync("section/plan-1", "person-1", Cancel);
        await Assert.ThrowsAsync<DataErasedException>(() => ReadAsync(_sealed, meeting));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    private static async Task<List<string>> ReadAsync(IJournal journal, StreamId stream)
    {
        var texts = new List<string>();
        await foreach (var record in journal.ReadAsync(stream, ct: Cancel))
        {
            texts.Add(Text(record.Payload));
        }

        return texts;
    }

    private static async Task AssertErasedAsync(SealedJournal journal)
    {
        Assert.Equal("section/plan-1", (await Assert.ThrowsAsync<DataErasedException>(() => ReadAsync(journal, Table))).Owner);
        await Assert.ThrowsAsync<DataErasedException>(async () => await journal.LoadSnapshotAsync(Table, Cancel));
    }

    private async Task WriteAsync(StreamId stream, params string[] texts) =>
        await _sealed.AppendAsync(new Append(stream, Asker, [.. texts.Select(text => new NewRecord("note", 1, Bytes(text)))]), Cancel);
}
