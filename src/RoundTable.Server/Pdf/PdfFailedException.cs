namespace RoundTable.Server.Pdf;

/// <summary>The browser did not make a PDF. The message says what went wrong and holds nothing of the page.</summary>
internal sealed class PdfFailedException(string message, Exception? inner = null) : Exception(message, inner);
