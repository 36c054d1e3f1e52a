using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Subjects;

/// <summary>What a door may ask about ways in and sessions, by the secret that somebody brings.</summary>
public sealed class SubjectCalls
{
    private readonly GrainHost _host;
    private readonly IJournal _journal;

    /// <summary>Creates the calls over a host and its journal.</summary>
    public SubjectCalls(GrainHost host, IJournal journal)
    {
        _host = host;
        _journal = journal;
    }

    /// <summary>What the sign-in page may say to somebody with this link.</summary>
    /// <param name="token">The link's token.</param>
    public async Task<Answer<WayInGreeting>> LookAsync(string token)
    {
        var hash = Fingerprint.OfToken(token);
        return await FindAsync(SubjectGrain.ByWayIn, hash).ConfigureAwait(false) is { } subject
            ? await _host.Subject(subject).CallAsync(s => s.LookAsync(hash)).ConfigureAwait(false)
            : new Answer<WayInGreeting>(null, new Refusal(RefusalCodes.WayInUnknown));
    }

    /// <summary>Comes in with a link and, where asked, its code.</summary>
    /// <param name="token">The link's token.</param>
    /// <param name="code">The code as typed, or null.</param>
    /// <param name="lifetime">How long the session lasts.</param>
    /// <param name="from">From where; null when that is not known.</param>
    public async Task<Answer<Entered>> EnterAsync(string token, string? code, TimeSpan lifetime, ArrivalFrom? from = null)
    {
        var hash = Fingerprint.OfToken(token);
        return await FindAsync(SubjectGrain.ByWayIn, hash).ConfigureAwait(false) is { } subject
            ? await _host.Subject(subject).CallAsync(s => s.EnterAsync(hash, code, lifetime, from)).ConfigureAwait(false)
            : new Answer<Entered>(null, new Refusal(RefusalCodes.WayInUnknown));
    }

    /// <summary>Who brings this session token, and the session; null when it does not run.</summary>
    public async Task<(SubjectId Subject, SignIn Session)?> AuthenticateAsync(string sessionToken)
    {
        var hash = Fingerprint.OfToken(sessionToken);
        if (await FindAsync(SubjectGrain.BySession, hash).ConfigureAwait(false) is not { } subject)
            return null;
        var session = await _host.Subject(subject).CallAsync(s => s.AuthenticateAsync(hash)).ConfigureAwait(false);
        return session is null ? null : (subject, session);
    }

    /// <summary>Who brings this door token, with the token and its session; null when one of them does not run.</summary>
    public async Task<(SubjectId Subject, SignIn Session, DoorToken Token)?> AuthenticateDoorAsync(string doorToken)
    {
        var hash = Fingerprint.OfToken(doorToken);
        if (await FindAsync(SubjectGrain.ByDoorToken, hash).ConfigureAwait(false) is not { } subject)
            return null;
        return await _host.Subject(subject).CallAsync(s => s.AuthenticateDoorAsync(hash)).ConfigureAwait(false) is var (token, session)
            ? (subject, session, token)
            : null;
    }

    /// <summary>Ends the sessions that came by a login which ended at the provider, on every server.</summary>
    /// <param name="ended">The login.</param>
    /// <param name="before">Sessions that began later go on.</param>
    public async Task SignOutAtProviderAsync(ProviderLogin ended, DateTimeOffset before)
    {
        foreach (var key in new[] { ended.Subject, ended.Session }.OfType<string>())
        {
            foreach (var subject in await _journal.FindAsync(SubjectGrain.ByProvider, key).ConfigureAwait(false))
                await _host.Subject(SubjectId.From(subject)).CallAsync(s => s.SignOutAtProviderAsync(ended, before)).ConfigureAwait(false);
        }
    }

    private async Task<SubjectId?> FindAsync(string index, string hash)
    {
        var rows = await _journal.FindAsync(index, hash).ConfigureAwait(false);
        return rows.Count == 1 ? SubjectId.From(rows[0]) : null;
    }
}
