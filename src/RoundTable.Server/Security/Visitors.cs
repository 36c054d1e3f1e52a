using RoundTable.Grains;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;

namespace RoundTable.Server.Security;

/// <summary>Who has a session.</summary>
internal sealed class Visitors(SubjectCalls subjects, Vault vault)
{
    /// <summary>The visitor of a session's token; null when it is nobody's. Somebody whose plan was erased has none, also while it is still in memory.</summary>
    public async Task<Visitor?> FindAsync(string token)
    {
        try
        {
            return await subjects.AuthenticateAsync(token) is var (subject, session) && !await vault.IsErasedAsync(StreamOwners.OfSubject(subject))
                ? new Visitor(subject, session.Id, session.Scope, session.Landing, session.ExpiresAt)
                : null;
        }
        catch (DataErasedException)
        {
            return null;
        }
    }
}
