namespace RoundTable.Server.Hosting;

/// <summary>How minutes become PDF: by a headless Chromium on this machine.</summary>
public sealed class PdfOptions
{
    /// <summary>Path of Chromium or Chrome; without such a file there are no PDFs. Default <c>/usr/bin/chromium</c>.</summary>
    public string Browser { get; set; } = "/usr/bin/chromium";

    /// <summary>Whether the browser keeps its own sandbox, which it refuses to do as root. Default true; only turn it off in a container that is one itself.</summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>How many may wait while one is made; one more is told to come back. Default 8.</summary>
    public int Queue { get; set; } = 8;

    /// <summary>How long one may take, waiting included. Default 30 s, at most 40 days.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);
}
