using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Minutes;

namespace RoundTable.Minutes;

/// <summary>Renders minutes for one recipient; the same content gives the same bytes.</summary>
public static class MinutesRenderer
{
    /// <summary>Title, Markdown, HTML and hash.</summary>
    /// <param name="content">The minutes as this recipient may read them.</param>
    public static MinutesRendering Render(MinutesContent content)
    {
        var markdown = MinutesMarkdown.Write(content);
        return new MinutesRendering(MinutesMarkdown.Title(content), markdown, MinutesHtml.Render(markdown), HashOf(markdown));
    }

    /// <summary>SHA-256 of the text in UTF-8, 64 characters of lower-case hex.</summary>
    /// <param name="markdown">The Markdown.</param>
    public static string HashOf(string markdown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
}
