namespace RoundTable.Server.Pdf;

/// <summary>Why there is no PDF.</summary>
internal static class PdfCodes
{
    /// <summary>This server has no browser to make one with.</summary>
    public const string Unavailable = "pdf.unavailable";

    /// <summary>Others wait already, or the caller does.</summary>
    public const string Busy = "pdf.busy";

    /// <summary>It did not work this time, or took too long.</summary>
    public const string Failed = "pdf.failed";
}
