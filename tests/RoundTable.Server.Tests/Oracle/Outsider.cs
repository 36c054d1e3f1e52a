namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody without a grant for the section who tries everything at one kind of door, beside the same with a section that does
/// not exist: what comes back must be the same, and nothing of the section is in it.
/// </summary>
internal abstract class Outsider(Fleet fleet, Random chance)
{
    protected static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<string> _received = [];
    private volatile bool _resting;

    /// <summary>Everything that came, decoded too.</summary>
    public string Everything => string.Join('\n', _received);

    /// <summary>How often all tries were answered.</summary>
    public int Rounds { get; protected set; }

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
            catch (Exception e) when (e is not Xunit.Sdk.XunitException and not TimeoutException)
            {
                // The server is gone, or not yet back.
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Tries everything again and again, until it rests or the server is gone.</summary>
    protected abstract Task TryAsync(Uri address);

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
