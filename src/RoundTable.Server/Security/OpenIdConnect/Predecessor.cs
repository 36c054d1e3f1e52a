using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security.OpenIdConnect;

/// <summary>Whoever was signed in in a browser before somebody came in there by the provider.</summary>
internal sealed class Predecessor(SubjectCalls subjects, Callers callers, GrainHost grains)
{
    /// <summary>Ends the session that was in the browser when it was another person's: nobody has its cookie any more.</summary>
    /// <param name="token">The session's token.</param>
    /// <param name="entered">Who came in.</param>
    public async Task SignOutAsync(string token, Entered entered)
    {
        if (await FindAsync(token) is not var (subject, session))
            return;
        var page = await callers.TagForAsync("", Of(subject, session));
        if (!await callers.IsOfAsync(page, Of(entered.Subject, entered.Session)))
            await grains.Subject(subject).CallAsync(s => s.SignOutAsync(session.Id));
    }

    private static Visitor Of(SubjectId subject, SignIn session) => new(subject, session.Id, session.Scope, session.Landing, session.ExpiresAt);

    // Somebody whose plan was erased has no session to end.
    private async Task<(SubjectId Subject, SignIn Session)?> FindAsync(string token)
    {
        try
        {
            return await subjects.AuthenticateAsync(token);
        }
        catch (DataErasedException)
        {
            return null;
        }
    }
}
