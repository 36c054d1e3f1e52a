using System.Diagnostics;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The server as a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>How many files and folders it has the kernel watch for it.</summary>
    public int Watched() => Directory.EnumerateFiles($"/proc/{_process.Id}/fdinfo").Sum(WatchedBy);

    /// <param name="data">Its data folder.</param>
    /// <param name="demo">Whether it loads the families; it has started when it shows their links, or else that it listens.</param>
    /// <param name="settings">More arguments.</param>
    public static async Task<ServerProcess> StartAsync(string data, bool demo = true, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        string[] arguments = [typeof(Program).Assembly.Location, .. demo ? ["--demo"] : Array.Empty<string>(), "--data", data, "--urls", "http://127.0.0.1:0", .. settings];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        try
        {
            var address = await ListeningAsync(process, demo ? "RoundTable demo" : "RoundTable: sign in").WaitAsync(Patience.Enough);
            _ = DrainAsync(process);
            return new(process, address);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    // What is logged and what is printed may come in either order.
    private static async Task<Uri> ListeningAsync(Process process, string started)
    {
        Uri? address = null;
        var said = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Now listening on: ", StringComparison.Ordinal))
                address = new Uri(line.Split("Now listening on: ")[1]);
            said |= line.StartsWith(started, StringComparison.Ordinal);
            if (said && address is not null)
                return address;
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The server stopped with {process.ExitCode}.");
    }

    private static int WatchedBy(string file)
    {
        try
        {
            return File.ReadLines(file).Count(line => line.StartsWith("inotify", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return 0;
        }
    }

    // A pipe that nobody reads would hold up a server that says much.
    private static async Task DrainAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is not null)
        {
        }
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public Task AskToStopAsync() => Terminate.AskAsync(_process);

    /// <summary>Its exit code, when it has stopped.</summary>
    public async Task<int> StoppedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Enough);
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
