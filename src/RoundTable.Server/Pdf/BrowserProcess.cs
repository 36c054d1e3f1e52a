using System.ComponentModel;
using System.Diagnostics;

namespace RoundTable.Server.Pdf;

/// <summary>
/// A browser of its own for one PDF, with an empty profile and without a network. It hears what to do through a pipe, so that
/// its arguments are the same for every PDF.
/// </summary>
internal sealed class BrowserProcess : IDisposable
{
    private const string Shell = "/bin/sh";

    // The browser reads its DevTools pipe from descriptor 3 and writes it to 4.
    private const string WithPipe = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private static readonly string[] Arguments =
    [
        "--headless",
        "--remote-debugging-pipe",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-client-side-phishing-detection",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-quic",
        "--no-pings",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=http://127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
        "--password-store=basic",
        "--use-mock-keychain",
    ];

    private readonly Process _process;
    private readonly string _profile;

    private BrowserProcess(Process process, string profile)
    {
        _process = process;
        _profile = profile;
        Pipe = new DevToolsPipe(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    /// <summary>The way to the browser.</summary>
    public DevToolsPipe Pipe { get; }

    /// <summary>Whether there is such a browser, and a shell to start it with.</summary>
    public static bool CanStart(string browser) => File.Exists(browser) && File.Exists(Shell);

    /// <summary>Starts a browser.</summary>
    /// <param name="browser">Its path.</param>
    /// <param name="sandbox">Whether it keeps its own sandbox.</param>
    /// <param name="profile">A folder that does not exist yet; it is gone again afterwards, with everything that the browser puts there.</param>
    /// <exception cref="PdfFailedException">It cannot be started.</exception>
    public static BrowserProcess Start(string browser, bool sandbox, string profile)
    {
        Directory.CreateDirectory(profile);
        var start = new ProcessStartInfo(Shell) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = profile };
        string[] all = ["-c", WithPipe, browser, .. Arguments, $"--user-data-dir={profile}", .. sandbox ? Array.Empty<string>() : ["--no-sandbox"], "about:blank"];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);

        // Nothing of the server's environment, where keys and passwords may be; and what the browser writes, it writes in the profile.
        var path = start.Environment.TryGetValue("PATH", out var found) ? found : null;
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var place in new[] { "HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" })
            start.Environment[place] = profile;
        try
        {
            return new BrowserProcess(Process.Start(start)!, profile);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            Remove(profile);
            throw new PdfFailedException("The browser cannot be started.", e);
        }
    }

    /// <summary>Ends the browser with everything that it started, and takes its folder away.</summary>
    public void Dispose()
    {
        End(() => _process.Kill(entireProcessTree: true), () => _process.WaitForExit(LongestEnd));
        _process.Dispose();
        Remove(_profile);
    }

    /// <summary>Kills and then waits, whatever either says: one that cannot be ended must not cost the PDF, nor anybody their turn.</summary>
    internal static void End(Action kill, Action wait)
    {
        foreach (var step in new[] { kill, wait })
        {
            try
            {
                step();
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself, or a child that it started did just now.
            }
        }
    }

    /// <summary>Takes away what a browser left behind.</summary>
    public static void Remove(string profile)
    {
        // A child that is just ending may still write a file while its folder goes.
        for (var left = 5; left > 0 && Directory.Exists(profile); left--)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (IOException) when (left > 1)
            {
            }
        }
    }
}
