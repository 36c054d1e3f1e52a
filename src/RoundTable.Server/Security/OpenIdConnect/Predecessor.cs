using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>Whoever was signed in in a browser before somebody came in there by the provider.</summary>
internal sealed class Predecessor(Visitors visitors, Callers callers, GrainHost grains)
{
    /// <summary>Ends the session that was in the browser when it was another person's: nobody has its cookie any more.</summary>
    /// <param name="token">The session's token.</param>
    /// <param name="entered">Who came in.</param>
    public async Task SignOutAsync(string token, Entered entered)
    {
        if (await visitors.FindAsync(token) is not { } before)
            return;
        var now = await visitors.FindAsync(entered.Token);
        if (now is null || !await callers.IsOfAsync(await callers.TagForAsync("", before), now))
            await grains.Subject(before.Subject).CallAsync(s => s.SignOutAsync(before.Session));
    }
}
