using System.Diagnostics;

namespace RoundTable.Journal.Tests;

/// <summary>A process that appends until it is killed.</summary>
internal static class AppenderProcess
{
    /// <summary>Lets it acknowledge a number of tokens, kills it with SIGKILL, and gives all tokens that it acknowledged.</summary>
    internal static async Task<IReadOnlyList<string>> RunUntilKilledAsync(string store, string place, string prefix, int tokens)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "RoundTable.Journal.Appender.dll"), store, place, prefix },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var acknowledged = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            acknowledged.Add(line);
            if (acknowledged.Count == tokens)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(acknowledged.Count >= tokens, $"The appender stopped early: {await errors}");
        return acknowledged;
    }
}
