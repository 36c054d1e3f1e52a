using System.Diagnostics;

namespace RoundTable.Server.Tests.Harness;

/// <summary>The text that somebody reads in a PDF, by poppler's pdftotext, with its line breaks as spaces.</summary>
internal static class PdfText
{
    public static async Task<string> OfAsync(byte[] pdf)
    {
        var start = new ProcessStartInfo("pdftotext") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-raw", "-enc", "UTF-8", "-", "-" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        var text = await reading.WaitAsync(Patience.Enough);
        await process.WaitForExitAsync().WaitAsync(Patience.Enough);
        Assert.Equal(0, process.ExitCode);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
