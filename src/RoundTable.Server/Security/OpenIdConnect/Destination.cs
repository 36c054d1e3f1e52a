using System.Text.RegularExpressions;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>Where somebody goes after signing in: a page of ours and never anything else, whatever the address says.</summary>
internal static partial class Destination
{
    public static string Checked(string? to) => to is not null && Page().IsMatch(to) ? to : "/";

    [GeneratedRegex("^/(plan|meeting|minutes)/[a-z0-9-]{1,64}$")]
    private static partial Regex Page();
}
