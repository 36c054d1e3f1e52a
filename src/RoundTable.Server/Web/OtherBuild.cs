using System.Globalization;
using RoundTable.Grains.Feed;

namespace RoundTable.Server.Web;

/// <summary>
/// Files that another build has. While several servers are upgraded the page comes from one and its files are asked of any: a module that
/// is missing leaves the page white. So whoever does not have it lets the browser ask again, and another server may answer that.
/// </summary>
internal sealed class OtherBuild(SharedFeed shared)
{
    private const string Folder = "assets/";
    private const string Key = "again";

    /// <summary>Browsers follow 16 or more; a file that nobody has is soon said to be missing.</summary>
    private const int MaxTimes = 12;

    /// <summary>Where to ask again; null when no other server can have it, or none answered that has it.</summary>
    /// <param name="path">The file, without a slash at the front.</param>
    /// <param name="query">The query with which it was asked.</param>
    public string? Again(string path, IQueryCollection query)
    {
        if (shared.Feed is null || !path.StartsWith(Folder, StringComparison.Ordinal) || !path[Folder.Length..].All(IsOfName))
            return null;
        var times = int.TryParse(query[Key], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        return times < MaxTimes ? string.Create(CultureInfo.InvariantCulture, $"/{path}?{Key}={times + 1}") : null;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
