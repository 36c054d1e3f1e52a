using System.Diagnostics;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Asks a process to stop as a supervisor does.</summary>
internal static class Terminate
{
    public static async Task AskAsync(Process process)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
