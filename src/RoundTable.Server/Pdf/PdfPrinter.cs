using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Pdf;

/// <summary>
/// Makes tagged PDFs of pages of our own, one at a time: a browser costs a core and 200 MB. A page has no script, loads nothing
/// and reaches no network; it is nowhere on disk, and in no argument or name.
/// </summary>
internal sealed partial class PdfPrinter(IOptions<RoundTableOptions> options, DataFolder data, IRandomBytes random, TimeProvider time, ILogger<PdfPrinter> logger) : IDisposable
{
    private const double A4Width = 8.27;
    private const double A4Height = 11.69;
    private const double Margin = 0.75;
    private const string Nothing = "<span></span>";
    private const string PageNumber =
        "<div style=\"width:100%;text-align:center;font:8pt sans-serif\">Pagina <span class=\"pageNumber\"></span> van <span class=\"totalPages\"></span></div>";

    private readonly PdfOptions _options = options.Value.Pdf;
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<SubjectId, bool> _asking = [];
    private int _inside;

    /// <summary>Whether this server can make any.</summary>
    public bool IsAvailable => BrowserProcess.CanStart(_options.Browser);

    /// <summary>The PDF of a page, or the code that says why there is none.</summary>
    /// <param name="who">Who asks: one at a time each.</param>
    /// <param name="html">The whole page.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(byte[]? Pdf, string? Code)> PrintAsync(SubjectId who, string html, CancellationToken ct)
    {
        if (!IsAvailable)
            return (null, PdfCodes.Unavailable);
        if (!_asking.TryAdd(who, true))
            return (null, PdfCodes.Busy);
        try
        {
            return await InTurnAsync(html, ct);
        }
        finally
        {
            _asking.TryRemove(who, out _);
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<(byte[]? Pdf, string? Code)> InTurnAsync(string html, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > _options.Queue + 1)
                return (null, PdfCodes.Busy);
            using var deadline = new CancellationTokenSource(_options.Deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            try
            {
                await _one.WaitAsync(either.Token);
                try
                {
                    return (await MakeAsync(html, either.Token), null);
                }
                finally
                {
                    _one.Release();
                }
            }
            catch (Exception e) when (e is PdfFailedException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                LogFailed(e);
                return (null, PdfCodes.Failed);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private async Task<byte[]> MakeAsync(string html, CancellationToken ct)
    {
        using var browser = BrowserProcess.Start(_options.Browser, _options.Sandbox, Path.Combine(data.Pdf, random.Text(16)));
        var pipe = browser.Pipe;

        // A context of its own writes nothing to the profile.
        var context = await pipe.AskAsync("Target.createBrowserContext", [], null, ct);
        var target = await pipe.AskAsync(
            "Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = Text(context, "browserContextId") }, null, ct);
        var attached = await pipe.AskAsync("Target.attachToTarget", new() { ["targetId"] = Text(target, "targetId"), ["flatten"] = true }, null, ct);
        var page = Text(attached, "sessionId");
        await pipe.AskAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true }, page, ct);
        await pipe.AskAsync("Network.enable", [], page, ct);
        await pipe.AskAsync(
            "Network.emulateNetworkConditions",
            new() { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = 0, ["uploadThroughput"] = 0 },
            page,
            ct);
        await pipe.AskAsync("Page.enable", [], page, ct);
        var frames = await pipe.AskAsync("Page.getFrameTree", [], page, ct);
        var frame = Text(frames.GetProperty("frameTree").GetProperty("frame"), "id");
        await pipe.AskAsync("Page.setDocumentContent", new() { ["frameId"] = frame, ["html"] = html }, page, ct);
        var printed = await pipe.AskAsync(
            "Page.printToPDF",
            new()
            {
                ["paperWidth"] = A4Width,
                ["paperHeight"] = A4Height,
                ["marginTop"] = Margin,
                ["marginBottom"] = Margin,
                ["marginLeft"] = Margin,
                ["marginRight"] = Margin,
                ["generateTaggedPDF"] = true,
                ["generateDocumentOutline"] = true,
                ["displayHeaderFooter"] = true,
                ["headerTemplate"] = Nothing,
                ["footerTemplate"] = PageNumber,
            },
            page,
            ct);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private static string Text(System.Text.Json.JsonElement answer, string name) =>
        answer.GetProperty(name).GetString() ?? throw new PdfFailedException($"The browser gave no {name}.");

    [LoggerMessage(5601, LogLevel.Warning, "A PDF could not be made.")]
    private partial void LogFailed(Exception why);
}
