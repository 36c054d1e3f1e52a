using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes;

/// <summary>Renders minutes for one recipient; the same content gives the same bytes.</summary>
public static class MinutesRenderer
{
    /// <summary>Title, Markdown, HTML and hash.</summary>
    /// <param name="content">The minutes as this recipient may read them.</param>
    /// <param name="reactBefore">Until when to react; null for the day that they were made with. Another day does not change by what the minutes are recognised.</param>
    public static MinutesRendering Render(MinutesContent content, DateOnly? reactBefore = null)
    {
        var made = MinutesMarkdown.Write(content);
        var markdown = reactBefore is { } day && day != content.ReactBefore ? MinutesMarkdown.Write(content with { ReactBefore = day }) : made;
        return new MinutesRendering(MinutesMarkdown.Title(content), markdown, MinutesHtml.Render(markdown), HashOf(made));
    }

    /// <summary>SHA-256 of the text in UTF-8, 64 characters of lower-case hex.</summary>
    /// <param name="markdown">The Markdown.</param>
    public static string HashOf(string markdown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
}
