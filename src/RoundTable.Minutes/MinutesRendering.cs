namespace RoundTable.Minutes;

/// <summary>Minutes as they are shown to one recipient.</summary>
/// <param name="Title">The title as plain text; it names the family, so it belongs on the page and not in a mail or a window title.</param>
/// <param name="Markdown">The whole document.</param>
/// <param name="Html">The document without its title, safe to put into a page.</param>
/// <param name="Hash">SHA-256 of the Markdown in UTF-8 with the day for reactions that it was made with, 64 characters of lower-case hex: proof of what was sent.</param>
public sealed record MinutesRendering(string Title, string Markdown, string Html, string Hash);
