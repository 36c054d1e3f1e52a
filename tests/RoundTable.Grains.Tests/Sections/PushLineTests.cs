using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Sections;

public sealed class PushLineTests : IAsyncLifetime
{
    private const string Item = "i-aaaaaaaaaaaaaaaa";
    private const int Ahead = 4;
    private static readonly SectionKey Section = TestFamily.Circle;
    private TestTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: false);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Push_WhileTheSectionIsBusy_GoesAheadAFewTimes_ThenWaits_AndAllArriveInOrder()
    {
        var nadia = await JoinAsync(1);
        nadia.MakeItem(Item, "");
        await nadia.PushToDiskAsync();
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = _table.Host.Section(Section).CallAsync(async _ => await busy.Task);

        for (var n = 0; n < Ahead; n++)
        {
            nadia.Text(Item).Insert(n, $"{n}");
            await nadia.PushAsync();
        }

        nadia.Text(Item).Insert(Ahead, $"{Ahead}");
        var waits = nadia.PushAsync();

        Assert.False(waits.IsCompleted);
        busy.SetResult();
        await turn;
        var last = await waits;
        while ((await nadia.NextAsync<Acknowledged>()).Number < last)
        {
        }

        nadia.Text(Item).Insert(0, "x");
        await nadia.PushToDiskAsync();
        Assert.Equal("x01234", Assert.Single(await _table.Get<SectionCalls>().ItemsAsync(Section)).Text);
    }

    [Fact]
    public async Task Push_OfAConnectionThatLeft_TellsItToOpenAgain()
    {
        var nadia = await JoinAsync(1);
        await _table.Get<SectionCalls>().LeaveAsync(Section, nadia.Id);

        nadia.MakeItem(Item, "x");
        await nadia.PushAsync();

        await nadia.NextAsync<Resync>();
        Assert.Empty(await _table.Get<SectionCalls>().ItemsAsync(Section));
    }

    [Fact]
    public async Task Push_ThatMayNotGoAhead_WaitsForItsTurn_AndSaysWhetherTheSectionIsOpen()
    {
        var nadia = await JoinAsync(1);
        var line = _table.Get<SectionCalls>().Line(Section, nadia.Id, nadia);
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = _table.Host.Section(Section).CallAsync(async _ => await busy.Task);

        var open = line.PushAsync(1, new byte[] { 0, 0 }, ahead: false).AsTask();

        Assert.False(open.IsCompleted);
        busy.SetResult();
        await turn;
        Assert.True(await open);
        await _table.Get<SectionCalls>().LeaveAsync(Section, nadia.Id);
        Assert.False(await line.PushAsync(2, new byte[] { 0, 0 }, ahead: false));
        Assert.DoesNotContain(nadia.Heard, m => m is Resync);
    }

    [Fact]
    public async Task Push_ToASectionThatCannotBeRead_TellsItToOpenAgain()
    {
        var nadia = await JoinAsync(1);
        nadia.MakeItem(Item, "x");
        await nadia.PushToDiskAsync();
        await _table.Host.RetireAsync<SectionGrain>(Section.ToString());

        nadia.Text(Item).Insert(0, "y");
        _table.Journal.FailReading = 1;
        await nadia.PushAsync();

        await nadia.NextAsync<Resync>();
    }

    [Fact]
    public async Task Push_ToASectionThatCannotBeRead_OfSomebodyWhoCannotBeTold_LeavesNobodyElseWaiting()
    {
        var nadia = await JoinAsync(1);
        nadia.MakeItem(Item, "x");
        await nadia.PushToDiskAsync();
        await _table.Host.RetireAsync<SectionGrain>(Section.ToString());

        nadia.Text(Item).Insert(0, "y");
        Task<IReadOnlyList<CardItem>> other;
        using (_table.Journal.HoldReading(Section.Stream))
        {
            await nadia.PushAsync();
            nadia.ThrowsAtResync = true;
            other = _table.Get<SectionCalls>().ItemsAsync(Section);
            _table.Journal.FailReading = 1;
        }

        await Assert.ThrowsAsync<JournalUnavailableException>(() => other.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    private async Task<TestReader> JoinAsync(ulong clientId)
    {
        var nadia = new TestReader(_table, TestFamily.Nadia, clientId);
        Assert.Null((await nadia.OpenAsync(Section)).Refusal);
        return nadia;
    }
}
