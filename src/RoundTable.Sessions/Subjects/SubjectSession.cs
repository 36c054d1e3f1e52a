using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

/// <summary>
/// The ways in and the sign-in sessions of one subject (design D6). Pure: time, tokens and salts are arguments.
/// Decisions change nothing; what was decided is applied once it is on disk.
/// </summary>
public sealed partial class SubjectSession
{
    /// <summary>Wrong codes from one network within <see cref="LockTime"/> after which a way in locks for that network.</summary>
    public const int WrongCodesBeforeLock = 5;

    /// <summary>
    /// Wrong codes in all after which a way in closes for good, except on networks from which the subject came in with it: a
    /// six-digit code must not be guessed in weeks, and whoever guesses must not shut out whom it belongs to.
    /// </summary>
    public const int WrongCodesInAll = 20;

    /// <summary>How long a way in stays locked.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, WayInState> _waysIn = [];
    private readonly Dictionary<string, SignIn> _sessions = [];

    /// <summary>The sessions that have not ended, the expired ones included.</summary>
    public IReadOnlyCollection<SignIn> Sessions => _sessions.Values;

    /// <summary>Whether the subject has a code by which a link that asks it lets them in.</summary>
    public bool HasCode => LastWithCode() is { IsOpenSomewhere: true };

    /// <summary>Whether a way in was closed, and not by wrong codes; false for one that there never was.</summary>
    /// <param name="wayIn">Its id.</param>
    public bool IsReplaced(string wayIn) => Find(wayIn) is { Closed: true, ClosedByGuessing: false };

    /// <summary>Applies what is on disk.</summary>
    public void Apply(SubjectEvent happened)
    {
        switch (happened)
        {
            case WayInMade e:
                _waysIn[e.WayIn.TokenHash] = new WayInState(e.WayIn);
                break;
            case WayInClosed e:
                Find(e.WayIn)?.Close(e.Used);
                break;
            case WrongCodeGiven e:
                Find(e.WayIn)?.CountWrongCode(e.Network, e.At, e.LockedUntil);
                break;
            case SignedIn e:
                _sessions[e.Session.TokenHash] = e.Session;
                CameIn(e.Session);
                break;
            case SignedOut e:
                if (FindSession(e.Session) is { } session)
                    _sessions.Remove(session.TokenHash);
                RemoveDoorTokens(t => t.Session == e.Session);
                break;
            case DoorTokenMade e:
                RemoveDoorTokens(t => t.ExpiresAt <= e.At);
                _doorTokens[e.Token.TokenHash] = e.Token;
                break;
        }
    }

    /// <summary>Until when something that is in memory alone decides on a lock.</summary>
    public DateTimeOffset RemembersUntil { get; private set; }

    /// <summary>Keeps a wrong code in memory that was decided on (<see cref="SubjectDecision.Guess"/>); gone with a restart.</summary>
    /// <param name="guess">The wrong code.</param>
    public void Remember(Guess guess)
    {
        Find(guess.WayIn)?.Remember(guess);
        RemembersUntil = guess.At + LockTime;
    }

    /// <summary>
    /// Makes a way in. With <paramref name="replaceEarlier"/> those that the subject had to the same stop working, and the
    /// sessions that came by them end: whoever came by a lost or stolen link is out. With a new code also those end that came
    /// by a link that asks it, since they gave the old one. Costs the ways in times the sessions.
    /// </summary>
    /// <param name="wayIn">The new way in.</param>
    /// <param name="replaceEarlier">Whether earlier ones to the same are replaced.</param>
    /// <param name="askedIn">Id of the session that asks for it, which goes on: nobody makes themselves a link and is thrown out before they read it.</param>
    public SubjectDecision MakeWayIn(WayIn wayIn, bool replaceEarlier, string askedIn)
    {
        var events = new List<SubjectEvent>();
        if (replaceEarlier)
        {
            foreach (var state in _waysIn.Values)
            {
                if (state.WayIn.Scope == wayIn.Scope && state.WayIn.Landing.Minutes == wayIn.Landing.Minutes)
                    Replace(state, askedIn, events);
                else if (wayIn.CodeHash is not null && state.WayIn.AsksOwnCode)
                    EndSessions(state, askedIn, events);
            }
        }

        events.Add(new WayInMade(wayIn));
        return new SubjectDecision(events);
    }

    /// <summary>The way in behind a token, or why it does not work: the same from everywhere, also when it was guessed at.</summary>
    public (WayIn? WayIn, Refusal? Refusal) Look(string tokenHash, DateTimeOffset now)
    {
        if (!_waysIn.TryGetValue(tokenHash, out var state))
            return (null, new Refusal(RefusalCodes.WayInUnknown));
        return state.WhyClosed(now) is { } code ? (null, new Refusal(code)) : (state.WayIn, null);
    }

    /// <summary>
    /// Comes in with a token and, where asked, a code. A locked way in is refused with the right code too. After too many wrong ones the
    /// right code is answered as a wrong one, except on networks from which the subject came in: so whoever has no code hears the same
    /// everywhere, and not where the subject is or was. The full sessions that came by another way in end: an entry by a new link does not
    /// stay unnoticed.
    /// </summary>
    /// <param name="tokenHash">Fingerprint of the link's token.</param>
    /// <param name="code">The code as typed, or null.</param>
    /// <param name="sessionId">Id for the new session.</param>
    /// <param name="sessionTokenHash">Fingerprint of the new session's token.</param>
    /// <param name="lifetime">How long the session lasts.</param>
    /// <param name="arrival">From where.</param>
    /// <param name="now">The time.</param>
    public SubjectDecision Enter(
        string tokenHash, string? code, string sessionId, string sessionTokenHash, TimeSpan lifetime, Arrival arrival, DateTimeOffset now)
    {
        var (wayIn, refusal) = Look(tokenHash, now);
        if (wayIn is null)
            return new SubjectDecision([], refusal);
        var state = _waysIn[tokenHash];
        var holder = CodeOf(state);
        var counted = holder ?? state;
        if (counted.IsLocked(arrival.Network, now))
            return new SubjectDecision([], new Refusal(RefusalCodes.WayInLocked));
        if (wayIn.AsksCode && (!IsRight(code, holder?.WayIn) || counted.IsGuessedOut(arrival.Network)))
            return WrongCode(counted, code, arrival, now);

        var session = new SignIn(
            sessionId, sessionTokenHash, wayIn.Id, wayIn.Scope, wayIn.Landing, now + lifetime, now, arrival.Device, arrival.Network);
        var events = new List<SubjectEvent>();
        foreach (var earlier in _sessions.Values)
        {
            if (earlier.ExpiresAt <= now || (earlier.Scope == wayIn.Scope && Ends(wayIn, earlier)))
                events.Add(new SignedOut(earlier.Id, ElsewhereNow: earlier.ExpiresAt > now));
        }

        if (wayIn.OneTime)
            events.Add(new WayInClosed(wayIn.Id, Used: true));
        events.Add(new SignedIn(session));
        return new SubjectDecision(events, null, session);
    }

    /// <summary>The session behind a session token, or null when there is none that still runs.</summary>
    public SignIn? Authenticate(string sessionTokenHash, DateTimeOffset now) =>
        _sessions.TryGetValue(sessionTokenHash, out var session) && session.ExpiresAt > now ? session : null;

    /// <summary>Comes in on the word of a provider whom the server trusts; other sessions go on.</summary>
    /// <param name="sessionId">Id for the new session.</param>
    /// <param name="sessionTokenHash">Fingerprint of the new session's token.</param>
    /// <param name="lifetime">How long the session lasts.</param>
    /// <param name="arrival">From where.</param>
    /// <param name="now">The time.</param>
    /// <param name="provider">The login there, or null.</param>
    public SubjectDecision Admit(
        string sessionId, string sessionTokenHash, TimeSpan lifetime, Arrival arrival, DateTimeOffset now, ProviderLogin? provider = null)
    {
        var session = new SignIn(
            sessionId, sessionTokenHash, "", Scope.Full, new Landing(null, null, null), now + lifetime, now, arrival.Device, arrival.Network, provider);
        var events = _sessions.Values.Where(earlier => earlier.ExpiresAt <= now)
            .Select(SubjectEvent (earlier) => new SignedOut(earlier.Id, ElsewhereNow: false)).ToList();
        events.Add(new SignedIn(session));
        return new SubjectDecision(events, null, session);
    }

    /// <summary>Closes the personal ways in and ends the sessions that came by them: from now on the subject comes in another way.</summary>
    public SubjectDecision CloseWaysIn()
    {
        var events = new List<SubjectEvent>();
        foreach (var state in _waysIn.Values.Where(state => state.WayIn.Scope == Scope.Full))
            Replace(state, askedIn: "", events);
        return new SubjectDecision(events);
    }

    /// <summary>Ends every session of the subject, here and everywhere.</summary>
    public SubjectDecision SignOutEverywhere() =>
        new([.. _sessions.Values.Select(session => new SignedOut(session.Id, ElsewhereNow: false))]);

    /// <summary>
    /// After the store went back to an earlier state: ends every session and closes every one-time link, because each of them may have
    /// been ended or used since.
    /// </summary>
    public SubjectDecision StartAnew() => new(
    [
        .. SignOutEverywhere().Events,
        .. _waysIn.Values.Where(state => state.WayIn.OneTime && !state.Closed).Select(state => new WayInClosed(state.WayIn.Id, Used: false)),
    ]);

    /// <summary>
    /// Ends the sessions that came by a login which ended at the provider. Not those that began after it said so: the same
    /// word, said again by somebody else, ends nothing.
    /// </summary>
    /// <param name="ended">The login that ended.</param>
    /// <param name="before">Sessions that began later go on.</param>
    public SubjectDecision SignOutAtProvider(ProviderLogin ended, DateTimeOffset before) => new(
        [.. _sessions.Values.Where(s => s.Provider?.IsEndedBy(ended) == true && !(s.StartedAt > before)).Select(s => new SignedOut(s.Id, ElsewhereNow: false))]);

    /// <summary>Ends a session; nothing to record when it is over already.</summary>
    public SubjectDecision SignOut(string sessionId) =>
        new(FindSession(sessionId) is null ? [] : [new SignedOut(sessionId, ElsewhereNow: false)]);

    private static bool Ends(WayIn wayIn, SignIn earlier) =>
        wayIn.EndsOtherSessions || (wayIn.Scope == Scope.Full && earlier.WayIn != wayIn.Id);

    private void Replace(WayInState state, string askedIn, List<SubjectEvent> events)
    {
        if (!state.Closed || state.ClosedByGuessing)
            events.Add(new WayInClosed(state.WayIn.Id, Used: false));
        EndSessions(state, askedIn, events);
    }

    private void EndSessions(WayInState state, string askedIn, List<SubjectEvent> events)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.WayIn == state.WayIn.Id && session.Id != askedIn)
                events.Add(new SignedOut(session.Id, ElsewhereNow: false));
        }
    }

    // Somebody who never got a code cannot give the right one.
    private static bool IsRight(string? code, WayIn? holder) =>
        holder?.CodeHash is { } expected && Fingerprint.Same(expected, Fingerprint.OfCode(code ?? "", holder.Salt!));

    // Wrong codes count where the code belongs, whichever link they came by: more links are no more guesses at it.
    private WayInState? CodeOf(WayInState state) => state.WayIn.AsksOwnCode ? LastWithCode() : state;

    private void CameIn(SignIn session)
    {
        if (Find(session.WayIn) is not { } state)
            return;
        state.CameIn(session.Network);
        if (state.WayIn.AsksOwnCode)
            LastWithCode()?.CameIn(session.Network);
    }

    private WayInState? LastWithCode()
    {
        WayInState? last = null;
        foreach (var state in _waysIn.Values)
        {
            if (state.WayIn.CodeHash is not null && (!state.Closed || state.ClosedByGuessing))
                last = state;
        }

        return last;
    }

    private static SubjectDecision WrongCode(WayInState state, string? code, Arrival arrival, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(code))
            return new SubjectDecision([], new Refusal(RefusalCodes.WayInWrongCode));
        var (id, network) = (state.WayIn.Id, arrival.Network);
        DateTimeOffset? lockedUntil = state.NextLocks(network, now) ? now + LockTime : null;
        var refusal = new Refusal(lockedUntil is null ? RefusalCodes.WayInWrongCode : RefusalCodes.WayInLocked);
        var events = new List<SubjectEvent>();
        if (state.WritesLocks)
            events.Add(new WrongCodeGiven(id, lockedUntil, network, now));
        else if (!state.IsGuessedOut(network))
            events.Add(new WrongCodeGiven(id, LockedUntil: null, network));
        if (state.NextCloses(network) && !state.Closed)
            events.Add(new WayInClosed(id, Used: false));
        return new SubjectDecision(events, refusal, Guess: state.WritesLocks ? null : new Guess(id, network, now, lockedUntil));
    }

    private WayInState? Find(string wayIn)
    {
        foreach (var state in _waysIn.Values)
        {
            if (state.WayIn.Id == wayIn)
                return state;
        }

        return null;
    }

    private SignIn? FindSession(string id)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Id == id)
                return session;
        }

        return null;
    }
}
