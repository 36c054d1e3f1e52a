using RoundTable.Domain.Exports;

namespace RoundTable.Minutes;

/// <summary>Everything about one person as a page of its own: one file, nothing loaded from anywhere, in plain Dutch.</summary>
public static class PersonExportPage
{
    /// <summary>The page; its window title says nothing.</summary>
    /// <param name="export">The export.</param>
    public static string Write(PersonExport export) =>
        MinutesPage.Write(PersonExportMarkdown.Title(export), MinutesHtml.Render(PersonExportMarkdown.Write(export)), "");
}
