using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Ids;
using RoundTable.Server.Pdf;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Pdf;

/// <summary>Chromium as a printer: no script, no network, one at a time, and nothing of the page anywhere else.</summary>
public class PdfPrinterTests
{
    private static readonly SubjectId Nadia = new("nadia");

    [Fact]
    public async Task Page_WithScriptAndThingsToFetch_IsPrintedWithoutAnyOfIt()
    {
        await using var server = TableServer.Start();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var elsewhere = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        var page = $"""
            <!doctype html><html lang="nl"><head><title>Bericht</title><link rel="stylesheet" href="{elsewhere}a.css"></head>
            <body onload="document.body.textContent='RAN'"><h1>Verslag</h1><p>Wat er stond.</p>
            <script>document.body.textContent='RAN'; fetch('{elsewhere}b')</script>
            <img src="{elsewhere}c.png" onerror="document.body.textContent='RAN'"><iframe src="file:///etc/passwd"></iframe>
            <iframe src="{elsewhere}d"></iframe></body></html>
            """;

        var pdf = await PrintedAsync(server, page);

        var text = await PdfText.OfAsync(pdf);
        Assert.Contains("Verslag Wat er stond.", text, StringComparison.Ordinal);
        Assert.Contains("Pagina 1 van 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RAN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/StructTreeRoot", raw, StringComparison.Ordinal);
        Assert.Contains("/Lang", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/Launch", raw, StringComparison.Ordinal);
        AssertNothingLeft(server);
    }

    [Fact]
    public async Task Browser_IsToldNothingOfThePageInArgumentsEnvironmentOrFiles()
    {
        var seen = TempFolders.Next();
        Directory.CreateDirectory(seen);
        var browser = Script(seen, $"printf '%s\\n' \"$@\" > '{seen}/arguments'\nenv > '{seen}/environment'\nls -A \"$HOME\" > '{seen}/home'\n");
        await using var server = TableServer.Start(settings: settings =>
        {
            settings["RoundTable:Pdf:Browser"] = browser;
            settings["RoundTable:Keys:Master"] = Convert.ToBase64String(new byte[32]);
        });
        Environment.SetEnvironmentVariable("ROUNDTABLE_TEST_SECRET", "sleutelwoord");

        var (pdf, code) = await PrinterOf(server).PrintAsync(Nadia, "<p>Vlierstraat</p>", default);

        Assert.Equal((null, PdfCodes.Failed), (pdf, code));
        Assert.Contains("--headless", await File.ReadAllTextAsync(Path.Combine(seen, "arguments")), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(seen).Where(f => f != browser))
        {
            var content = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain("Vlierstraat", content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sleutelwoord", content, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(await File.ReadAllTextAsync(Path.Combine(seen, "home")));
        AssertNothingLeft(server);
    }

    [Fact]
    public async Task Browser_ThatHangs_IsEndedAtItsDeadline_AndMeanwhileNobodyElseWaitsWithoutEnd()
    {
        var seen = TempFolders.Next();
        Directory.CreateDirectory(seen);
        var browser = Script(seen, $"echo $$ > '{seen}/pid.part'\nmv '{seen}/pid.part' '{seen}/pid'\nexec sleep 600\n");
        await using var server = TableServer.Start(settings: settings =>
        {
            settings["RoundTable:Pdf:Browser"] = browser;
            settings["RoundTable:Pdf:Queue"] = "1";
            settings["RoundTable:Pdf:Deadline"] = "00:00:05";
        });
        var printer = PrinterOf(server);

        var first = printer.PrintAsync(Nadia, "<p>1</p>", default);
        var second = printer.PrintAsync(new SubjectId("mark"), "<p>2</p>", default);
        Assert.Equal((null, PdfCodes.Busy), await printer.PrintAsync(new SubjectId("els"), "<p>3</p>", default));
        Assert.Equal((null, PdfCodes.Busy), await printer.PrintAsync(Nadia, "<p>1 again</p>", default));

        Assert.Equal((null, PdfCodes.Failed), await first.WaitAsync(Patience.Enough));
        Assert.Equal((null, PdfCodes.Failed), await second.WaitAsync(Patience.Enough));
        var pid = int.Parse(await File.ReadAllTextAsync(Path.Combine(seen, "pid")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
        AssertNothingLeft(server);
    }

    [Fact]
    public void Browser_ThatCannotBeKilled_IsWaitedForAndCostsNothingElse()
    {
        var steps = new List<string>();

        BrowserProcess.End(
            () =>
            {
                steps.Add("kill");
                throw new AggregateException(new Win32Exception());
            },
            () =>
            {
                steps.Add("wait");
                throw new InvalidOperationException("It is gone.");
            });

        Assert.Equal(["kill", "wait"], steps);
    }

    [Fact]
    public async Task Caller_WhoGoesAway_EndsTheBrowser()
    {
        var seen = TempFolders.Next();
        Directory.CreateDirectory(seen);
        await using var server = TableServer.Start(settings: settings => settings["RoundTable:Pdf:Browser"] = Script(seen, "exec sleep 600\n"));
        using var gone = new CancellationTokenSource();

        var printing = PrinterOf(server).PrintAsync(Nadia, "<p>1</p>", gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing.WaitAsync(Patience.Enough));
        AssertNothingLeft(server);
    }

    [Fact]
    public async Task Leftovers_OfAServerThatDied_GoAtTheNextStart()
    {
        var data = TempFolders.Next();
        var left = Directory.CreateDirectory(Path.Combine(data, "pdf", "left", "Default"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "Preferences"), "{}");

        await using var server = TableServer.Start(data);

        AssertNothingLeft(server);
    }

    [Fact]
    public async Task Server_WithoutABrowser_SaysThatItHasNone()
    {
        await using var server = TableServer.Start(settings: settings => settings["RoundTable:Pdf:Browser"] = "/nowhere/chromium");

        Assert.Equal((null, PdfCodes.Unavailable), await PrinterOf(server).PrintAsync(Nadia, "<p>1</p>", default));
    }

    private static PdfPrinter PrinterOf(TableServer server) => server.Services.GetRequiredService<PdfPrinter>();

    private static async Task<byte[]> PrintedAsync(TableServer server, string page)
    {
        var (pdf, code) = await PrinterOf(server).PrintAsync(Nadia, page, default);
        Assert.True(pdf is not null, $"{code}\n{server.Logs.All}");
        return pdf;
    }

    private static void AssertNothingLeft(TableServer server) => Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(server.Data, "pdf")));

    // Stands in for the browser: it does not speak the pipe's language.
    private static string Script(string folder, string body)
    {
        var path = Path.Combine(folder, "browser");
        File.WriteAllText(path, $"#!/bin/sh\n{body}");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
