using System.Diagnostics;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The server as a process of its own that is expected to end by itself.</summary>
internal sealed record ServerRun(int ExitCode, string Output, string Errors)
{
    public static async Task<ServerRun> ToItsEndAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in (string[])[typeof(Program).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Patience.Enough);
        await using var kill = late.Token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }
}
