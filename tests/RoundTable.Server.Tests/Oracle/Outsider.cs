using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody without a grant for the section who tries everything at one kind of door, beside the same with a section that does
/// not exist: what comes back must be the same, and nothing of the section is in it.
/// </summary>
/// <param name="fleet">The servers.</param>
/// <param name="pens">Who writes in the section: what they wrote is asked about.</param>
/// <param name="chance">At which server, and about whom.</param>
internal abstract class Outsider(Fleet fleet, IReadOnlyList<TokenPen> pens, Random chance)
{
    protected static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly List<string> _received = [];
    private volatile bool _resting;
    private int _rounds;

    /// <summary>Everything that came, decoded too.</summary>
    public string Everything => string.Join('\n', _received);

    protected bool IsResting => _resting;

    public void Rest() => _resting = true;

    public async Task RunAsync()
    {
        while (!_resting)
        {
            try
            {
                await TryAsync(fleet.Addresses[chance.Next(fleet.Addresses.Count)]);
            }
            catch (Exception e) when (Gone.Is(e))
            {
                // It tries at another.
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until everything was tried and answered once more, from now on.</summary>
    public async Task TriedAgainAsync()
    {
        // The round that runs began before.
        var goal = Volatile.Read(ref _rounds) + 2;
        using var late = new CancellationTokenSource(Deadline);
        while (Volatile.Read(ref _rounds) < goal)
        {
            Assert.False(late.IsCancellationRequested, $"{GetType().Name} was not answered any more within {Deadline}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Tries everything again and again, until it rests or the server is gone.</summary>
    protected abstract Task TryAsync(Uri address);

    /// <summary>Everything was answered.</summary>
    protected void EndRound() => Interlocked.Increment(ref _rounds);

    /// <summary>Something in the section to ask about, once there is something: an item and edits.</summary>
    protected (string Item, IReadOnlyList<byte[]> Letters)? Question()
    {
        var pen = pens[chance.Next(pens.Count)];
        return pen.Last is { } last ? (last.Item, ForeignLetters.About(pen.Client, last.Item, last.Update)) : null;
    }

    protected void Keep(string received) => _received.Add(received);

    /// <summary>A server that cannot serve now or stops may say so of one section and not of the other.</summary>
    protected static void AssertSame(string nowhere, string there)
    {
        if (!IsPassing(there) && !IsPassing(nowhere))
            Assert.Equal(nowhere, there);
    }

    private static bool IsPassing(string answers) =>
        answers.Contains(Hubs.RequestCodes.Unavailable, StringComparison.Ordinal) || answers.Contains(Server.Doors.DoorCodes.Stopping, StringComparison.Ordinal);
}
