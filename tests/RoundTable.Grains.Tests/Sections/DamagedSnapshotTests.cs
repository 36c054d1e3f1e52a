using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Journal.Tests;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>A snapshot that was sealed and is no longer what was sealed.</summary>
public sealed class DamagedSnapshotTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private static readonly SectionKey Section = TestFamily.Circle;
    private TestTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartSealedAsync();
        await TestFamily.MakeAsync(_table, protection: false);
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(0)] // what it begins with
    [InlineData(5)] // which key
    [InlineData(-1)] // the proof that it is what was sealed
    public async Task Restart_WithOneByteOfTheSnapshotChanged_ReadsTheRecords(int at)
    {
        var nadia = new TestReader(_table, TestFamily.Nadia, 1);
        await nadia.OpenAsync(Section);
        nadia.MakeItem(Item, "Ik ben bang");
        await nadia.PushToDiskAsync();
        var owners = new Dictionary<ulong, PersonId> { [1] = TestFamily.Nadia };
        var payload = new SectionSnapshot(owners, nadia.Doc.EncodeStateAsUpdate()).Write();
        await _table.Journal.SaveSnapshotAsync(new Snapshot(Section.Stream, 1, SectionSnapshot.Version, payload), Cancel);

        await _table.RestartAsync(() => ChangeByteAsync(at));

        var item = Assert.Single(await _table.Get<SectionCalls>().ItemsAsync(Section));
        Assert.Equal(("Ik ben bang", TestFamily.Nadia), (item.Text, item.Author));
    }

    private async Task ChangeByteAsync(int at)
    {
        await using var connection = await SqliteFile.OpenAsync(_table.JournalFile);
        await using var command = connection.CreateCommand();
        var payload = (byte[])(await SqliteFile.ExecuteAsync(connection, "SELECT payload FROM snapshot"))!;
        payload[at < 0 ? payload.Length + at : at] ^= 1;
        command.CommandText = "UPDATE snapshot SET payload = $1";
        command.Parameters.AddWithValue("$1", payload);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
