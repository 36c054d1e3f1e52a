using System.Diagnostics;
using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Oracle;

/// <summary>The servers of a run, processes of their own that can be killed and started again at the same address.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<Member> _members = [];

    private Fleet()
    {
    }

    public IReadOnlyList<Uri> Addresses => _members.ConvertAll(member => member.Address);

    /// <summary>Starts the servers, one after the other: the first makes the schema and loads the demo.</summary>
    /// <param name="folders">The data folder of each.</param>
    /// <param name="settings">What they share beyond the demo, as <c>--key=value</c>.</param>
    public static async Task<Fleet> StartAsync(IReadOnlyList<string> folders, params string[] settings)
    {
        var fleet = new Fleet();
        foreach (var folder in folders)
        {
            var member = new Member(folder, settings);
            fleet._members.Add(member);
            await member.StartAsync(Patience.Enough);
        }

        return fleet;
    }

    /// <summary>Kills a server without a word, and starts it again.</summary>
    public async Task KillAndStartAsync(int server)
    {
        _members[server].Kill();
        await _members[server].StartAsync(Patience.Enough);
    }

    /// <summary>Stops a server in good order and starts it again.</summary>
    public async Task StopAndStartAsync(int server)
    {
        await _members[server].StopAsync(Patience.Enough);
        await _members[server].StartAsync(Patience.Enough);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            member.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Member(string folder, string[] settings) : IDisposable
    {
        private readonly ReservedPort _port = new();
        private Process? _process;

        public Uri Address => new($"http://127.0.0.1:{_port.Number}");

        public async Task StartAsync(TimeSpan deadline)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
            foreach (var argument in (string[])[typeof(Program).Assembly.Location, "--demo", "--data", folder, "--urls", Address.ToString(), .. settings])
                start.ArgumentList.Add(argument);
            _process = Process.Start(start)!;
            _process.ErrorDataReceived += (_, _) => { };
            _process.BeginErrorReadLine();
            var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _process.OutputDataReceived += (_, line) =>
            {
                if (line.Data is null)
                    ready.TrySetException(new InvalidOperationException("The server stopped before it was ready."));
                else if (line.Data.StartsWith("RoundTable demo", StringComparison.Ordinal))
                    ready.TrySetResult();
            };
            _process.BeginOutputReadLine();
            await ready.Task.WaitAsync(deadline);
        }

        public async Task StopAsync(TimeSpan deadline)
        {
            using var late = new CancellationTokenSource(deadline);
            await Terminate.AskAsync(_process!);
            await _process!.WaitForExitAsync(late.Token);
            Assert.Equal(0, _process.ExitCode);
            _process.Dispose();
            _process = null;
        }

        public void Dispose()
        {
            Kill();
            _port.Dispose();
        }

        public void Kill()
        {
            if (_process is null)
                return;
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }
    }
}
