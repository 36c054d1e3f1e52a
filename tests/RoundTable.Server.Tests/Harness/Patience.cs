namespace RoundTable.Server.Tests.Harness;

/// <summary>How long tests wait for what must come. Long: a test that waits for nothing fails late, and one on a slow and busy machine does not fail at all.</summary>
internal static class Patience
{
    public static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);

    /// <summary>Waits until this holds, and fails when it takes too long or when what should bring it about has ended without it.</summary>
    public static async Task UntilAsync(string what, Func<bool> holds, Task? within = null)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var ended = within?.IsCompleted ?? false;
            if (holds())
                return;
            Assert.False(ended, $"it ended before {what}");
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Enough, $"waited too long until {what}");
            await Task.Delay(10);
        }
    }
}
