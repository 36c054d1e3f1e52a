using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

public sealed class RetirementTests : HostTests
{
    private const int Rounds = 4_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private int _ended;

    [Fact]
    public async Task Retirement_CalledWhileItsSuccessorIsStartedOrForgotten_LosesNoCall()
    {
        Diary.Deactivation = () =>
        {
            Interlocked.Increment(ref _ended);
            return Task.CompletedTask;
        };
        for (var round = 1; round <= Rounds; round++)
        {
            var ended = Volatile.Read(ref _ended);
            var patience = round % 50;
            var calls = Enumerable.Range(0, 2).Select(caller => Task.Factory.StartNew(
                () => CallAfterAsync(ended, patience * (caller + 1)), Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToArray();
            await Counter.CallAsync(g => g.StopAsync(), Cancel);
            try
            {
                await Task.WhenAll(calls).WaitAsync(Deadline, Cancel);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"a call of round {round} at the end of a life was neither run nor refused");
            }
        }
    }

    [Fact]
    public async Task Retire_ThatCannotComeIntoMemoryAgain_IsGone()
    {
        var gate = new TaskCompletionSource();
        Diary.Deactivation = () => gate.Task;
        await Counter.CallAsync(g => g.StopAsync(), Cancel);
        Diary.ActivationFailure = new InvalidDataException("no state");
        var waiting = Counter.CallAsync(g => g.AddAsync(), Cancel);
        var retired = Host.RetireAsync<CounterGrain>("k");
        gate.SetResult();

        await retired.WaitAsync(Deadline, Cancel);

        await Assert.ThrowsAsync<InvalidDataException>(() => waiting);
        Assert.Equal(0, Host.ActivationCount);
    }

    [Fact]
    public async Task Retire_WithFullMailbox_IsTaken()
    {
        await Host.DisposeAsync();
        Host = NewHost(new GrainHostOptions { MailboxCapacity = 1 });
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var running = Counter.CallAsync(
            g =>
            {
                begun.SetResult();
                return g.AddAfterAsync(gate.Task);
            },
            Cancel);
        await begun.Task;
        var waiting = Counter.CallAsync(g => g.AddAsync(), Cancel);
        var retired = Host.RetireAsync<CounterGrain>("k");
        gate.SetResult();

        await retired.WaitAsync(Deadline, Cancel);

        Assert.Equal((1, 2), (await running, await waiting));
        Assert.Equal(1, await Counter.CallAsync(g => g.AddAsync(), Cancel));
        Assert.Equal(["activate k", "deactivate k at 2", "activate k"], Diary.Lines);
    }

    // The moment that matters is some hundred instructions wide: each round aims a little later.
    private Task<int> CallAfterAsync(int ended, int patience)
    {
        for (var i = 0; Volatile.Read(ref _ended) == ended; i++)
        {
            // Without giving way it would not be there in time; without ever giving way nothing would end.
            if (i % 1000 == 999)
                Thread.Yield();
        }

        Thread.SpinWait(patience);
        return Counter.CallAsync(g => g.AddAsync(), Cancel);
    }
}
