namespace RoundTable.Journal.Tests;

/// <summary>A server that stands still in the middle of a transaction, as a paused machine does.</summary>
public sealed class PostgresStallTests(PostgresServer server) : PostgresTests(server)
{
    private static readonly StreamId Stream = new("plan/plan-1");

    [Fact]
    public async Task Append_WhileAnotherServerStandsStillInATransaction_GetsPast()
    {
        var clock = new StoppableClock();
        var options = new PostgresJournalOptions { ConnectionString = Place, StallTimeout = TimeSpan.FromMilliseconds(300) };
        await using var stalled = await PostgresJournal.OpenAsync(options, clock, Cancel);
        var healthy = await OpenAsync();
        clock.Stop();
        var stuck = stalled.AppendAsync(Note(Stream, "stuck"), Cancel).AsTask();
        await clock.Stopped;

        Assert.Equal(new Appended(1, 1), await healthy.AppendAsync(Note(Stream, "healthy"), Cancel));

        clock.Go();
        Assert.Equal(new Appended(2, 2), await stuck);
        Assert.Equal(["healthy", "stuck"], await ReadTextsAsync(healthy, Stream));
        Assert.True((await healthy.VerifyAsync(Stream, Cancel)).Intact);
    }

    /// <summary>Holds up whoever asks it the time, once.</summary>
    private sealed class StoppableClock : TimeProvider
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _go = new(initialState: true);

        internal Task Stopped => _stopped.Task;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_go.IsSet)
            {
                _stopped.TrySetResult();
                _go.Wait();
            }

            return base.GetUtcNow();
        }

        internal void Stop() => _go.Reset();

        internal void Go() => _go.Set();
    }
}
