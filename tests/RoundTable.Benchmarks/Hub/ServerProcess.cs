using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RoundTable.Benchmarks.Stored;

namespace RoundTable.Benchmarks.Hub;

/// <summary>The real server as a process of its own, with the families of the demo in a folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ScratchFolder _folder;
    private readonly Process _process;

    private ServerProcess(ScratchFolder folder, Process process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The people of the demo with their links.</summary>
    public string LinksFile => Path.Combine(_folder.Path, "demo-links.json");

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan ProcessorTime => Fresh().TotalProcessorTime;

    /// <summary>Resident memory in MiB.</summary>
    public double Memory => Fresh().WorkingSet64 / 1024.0 / 1024.0;

    /// <param name="server">Path of the built server, a <c>.dll</c>.</param>
    /// <param name="under">Where its data goes; null means the temporary folder.</param>
    /// <exception cref="InvalidOperationException">It stopped, or was not ready within a minute.</exception>
    public static async Task<ServerProcess> StartAsync(string server, string? under)
    {
        var folder = new ScratchFolder(under);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [server, "--demo", "--data", folder.Path, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Everybody signs in from one address here.
        start.Environment["RoundTable__SignIn__TriesPerMinute"] = "1000";
        var started = new ServerProcess(folder, Process.Start(start)!, address);
        started._process.OutputDataReceived += static (_, _) => { };
        started._process.ErrorDataReceived += static (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        await started.ReadyAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var from = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(from) < StartLimit && !_process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException("the server did not become ready");
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
