using RoundTable.Domain.Ids;
using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Grains.Subjects;

/// <summary>The ways in and sign-in sessions of one subject: a mailbox around a <see cref="SubjectSession"/>. Key: the subject's id.</summary>
public sealed class SubjectGrain : Grain
{
    internal const string ByWayIn = "subject-of-way-in";
    internal const string BySession = "subject-of-session";
    internal const string ByProvider = "subject-of-provider-login";
    internal const string ByDoorToken = "subject-of-door-token";
    private const int Version = 1;
    private const int MaxAttempts = 50;
    private const string RecordKind = "subject-event";
    private readonly GrainHost _host;
    private readonly IJournal _journal;
    private readonly StreamNews _news;
    private readonly Chance _chance;
    private readonly SubjectSession _session = new();
    private readonly Dictionary<ReaderId, (string Session, ISubjectObserver Observer)> _observers = [];
    private StreamFollowing _following = null!;
    private Refreshing _refreshing = null!;
    private long _head;
    private bool _behind = true;

    /// <summary>Whether what is read next may be old, or our own: at first, and after a write of which nobody knows how it ended.</summary>
    private bool _mayBeOwn = true;

    /// <summary>Creates the grain; the host does.</summary>
    public SubjectGrain(GrainHost host, IJournal journal, StreamNews news, Chance chance)
    {
        _host = host;
        _journal = journal;
        _news = news;
        _chance = chance;
    }

    /// <inheritdoc/>
    protected override bool MayRetire => _observers.Count == 0 && _session.RemembersUntil <= Time.GetUtcNow();

    private StreamId Stream => new($"subject/{Key}");

    /// <inheritdoc/>
    protected override async ValueTask OnActivateAsync(CancellationToken ct)
    {
        _refreshing = new Refreshing(_host, new GrainId(typeof(SubjectGrain), Key), () => _host.Subject(SubjectId.From(Key)).CallAsync(s => s.RefreshAsync()));
        _following = _news.Follow(Stream, _refreshing.Ask);
        try
        {
            await CatchUpAsync(ct).ConfigureAwait(false);
        }
        catch
        {
            _refreshing.Dispose();
            _following.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnDeactivateAsync()
    {
        _refreshing.Dispose();
        _following.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a way in; on disk when it answers. Sessions that came by what it replaces end, except the one that asks.</summary>
    /// <param name="by">Who made it.</param>
    /// <param name="request">What kind.</param>
    public async ValueTask<NewWayIn> MakeWayInAsync(Caller by, WayInRequest request)
    {
        var token = Secrets.Token(_chance);
        var code = request.Code == WayInCode.New ? Secrets.Code(_chance) : null;
        var salt = request.Code == WayInCode.New ? Secrets.Id(_chance) : null;
        var wayIn = new WayIn(
            Secrets.Id(_chance),
            Fingerprint.OfToken(token),
            salt,
            code is null ? null : Fingerprint.OfCode(code, salt!),
            request.Code == WayInCode.Own,
            request.FirstName,
            request.Scope,
            request.Landing,
            request.OneTime,
            request.EndsOtherSessions,
            Time.GetUtcNow() + request.Lifetime);
        await CarryOutAsync(Actors.Of(by), () => _session.MakeWayIn(wayIn, request.ReplacesEarlier, by.Session)).ConfigureAwait(false);
        return new NewWayIn(wayIn.Id, token, code, wayIn.ExpiresAt);
    }

    /// <summary>Whether the subject has a code to come in with, also when it was made or closed on another server a moment ago.</summary>
    public async ValueTask<bool> HasCodeAsync()
    {
        await FollowAsync().ConfigureAwait(false);
        await LookAgainAsync().ConfigureAwait(false);
        return _session.HasCode;
    }

    /// <summary>Whether a way in was closed for a later one, also on another server a moment ago; false for one that there never was.</summary>
    /// <param name="wayIn">Its id.</param>
    public async ValueTask<bool> IsReplacedAsync(string wayIn)
    {
        await FollowAsync().ConfigureAwait(false);
        await LookAgainAsync().ConfigureAwait(false);
        return _session.IsReplaced(wayIn);
    }

    /// <summary>What the sign-in page may say.</summary>
    internal async ValueTask<Answer<WayInGreeting>> LookAsync(string tokenHash)
    {
        await FollowAsync().ConfigureAwait(false);
        var (wayIn, refusal) = _session.Look(tokenHash, Time.GetUtcNow());
        if (refusal is not null && await LookAgainAsync().ConfigureAwait(false))
            (wayIn, refusal) = _session.Look(tokenHash, Time.GetUtcNow());
        var greeting = wayIn is null ? null : new WayInGreeting(wayIn.FirstName, wayIn.AsksCode);
        return new Answer<WayInGreeting>(greeting, refusal);
    }

    /// <summary>Comes in; a wrong code that counts is on disk before it is refused.</summary>
    internal async ValueTask<Answer<Entered>> EnterAsync(string tokenHash, string? code, TimeSpan lifetime, ArrivalFrom? from)
    {
        var token = Secrets.Token(_chance);
        var id = Secrets.Id(_chance);
        var decision = await CarryOutAsync(
            new Actor(Key, "", id),
            () => _session.Enter(tokenHash, code, id, Fingerprint.OfToken(token), lifetime, Arrived(from), Time.GetUtcNow())).ConfigureAwait(false);
        return decision.Session is { } session
            ? new Answer<Entered>(new Entered(SubjectId.From(Key), token, session), null)
            : new Answer<Entered>(null, decision.Refusal);
    }

    /// <summary>The session behind a session token, or null.</summary>
    internal async ValueTask<SignIn?> AuthenticateAsync(string sessionTokenHash)
    {
        await FollowAsync().ConfigureAwait(false);
        var session = _session.Authenticate(sessionTokenHash, Time.GetUtcNow());
        return session is null && await LookAgainAsync().ConfigureAwait(false)
            ? _session.Authenticate(sessionTokenHash, Time.GetUtcNow())
            : session;
    }

    /// <summary>Makes a token by which a Yjs client opens one section in the name of a session; on disk when it answers.</summary>
    /// <param name="session">Id of the session.</param>
    /// <param name="section">The section; that its person may read it is for the door to ask, at each use.</param>
    /// <param name="readOnly">Whether it is for reading only.</param>
    /// <param name="lifetime">How long it works; it ends with the session at the latest.</param>
    public async ValueTask<Answer<NewDoorToken>> MakeDoorTokenAsync(string session, SectionId section, bool readOnly, TimeSpan lifetime)
    {
        var token = Secrets.DoorToken(_chance);
        var made = new DoorToken(Fingerprint.OfToken(token), session, section, readOnly, Time.GetUtcNow() + lifetime);
        var decision = await CarryOutAsync(new Actor(Key, "", session), () => _session.MakeDoorToken(made, Time.GetUtcNow())).ConfigureAwait(false);
        return decision.Events.OfType<DoorTokenMade>().SingleOrDefault() is { } happened
            ? new Answer<NewDoorToken>(new NewDoorToken(token, happened.Token.ExpiresAt), null)
            : new Answer<NewDoorToken>(null, decision.Refusal);
    }

    /// <summary>The door token and its session; null when one of them does not run.</summary>
    internal async ValueTask<(DoorToken Token, SignIn Session)?> AuthenticateDoorAsync(string tokenHash)
    {
        await FollowAsync().ConfigureAwait(false);
        var found = _session.AuthenticateDoor(tokenHash, Time.GetUtcNow());
        return found is null && await LookAgainAsync().ConfigureAwait(false)
            ? _session.AuthenticateDoor(tokenHash, Time.GetUtcNow())
            : found;
    }

    /// <summary>Comes in on the word of a provider whom the server trusts.</summary>
    /// <param name="lifetime">How long the session lasts.</param>
    /// <param name="from">From where; null when that is not known.</param>
    /// <param name="provider">The login there, or null.</param>
    public async ValueTask<Entered> AdmitAsync(TimeSpan lifetime, ArrivalFrom? from, ProviderLogin? provider = null)
    {
        var token = Secrets.Token(_chance);
        var id = Secrets.Id(_chance);
        var decision = await CarryOutAsync(
            new Actor(Key, "", id),
            () => _session.Admit(id, Fingerprint.OfToken(token), lifetime, Arrived(from), Time.GetUtcNow(), provider)).ConfigureAwait(false);
        return new Entered(SubjectId.From(Key), token, decision.Session!);
    }

    /// <summary>The sessions that still run, the newest first.</summary>
    public async ValueTask<IReadOnlyList<SignIn>> SessionsAsync()
    {
        await FollowAsync().ConfigureAwait(false);
        await LookAgainAsync().ConfigureAwait(false);
        var now = Time.GetUtcNow();
        return [.. _session.Sessions.Where(session => session.ExpiresAt > now).OrderByDescending(session => session.StartedAt)];
    }

    /// <summary>Closes the personal links and ends the sessions that came by them.</summary>
    /// <param name="by">Who asks.</param>
    public async ValueTask CloseWaysInAsync(Caller by) =>
        await CarryOutAsync(Actors.Of(by), _session.CloseWaysIn).ConfigureAwait(false);

    /// <summary>Ends every session of the subject.</summary>
    /// <param name="session">The session that asks.</param>
    public async ValueTask SignOutEverywhereAsync(string session) =>
        await CarryOutAsync(new Actor(Key, "", session), _session.SignOutEverywhere).ConfigureAwait(false);

    /// <summary>Ends every session and closes every one-time link, after an older copy of the store was put back.</summary>
    /// <returns>How many of both.</returns>
    public async ValueTask<(int Sessions, int Links)> StartAnewAsync()
    {
        var decision = await CarryOutAsync(new Actor("server", "", ""), _session.StartAnew).ConfigureAwait(false);
        return (decision.Events.OfType<SignedOut>().Count(), decision.Events.OfType<WayInClosed>().Count());
    }

    /// <summary>Ends the sessions that came by a login which ended at the provider.</summary>
    /// <param name="ended">The login.</param>
    /// <param name="before">Sessions that began later go on.</param>
    public async ValueTask SignOutAtProviderAsync(ProviderLogin ended, DateTimeOffset before) =>
        await CarryOutAsync(new Actor(Key, "", ""), () => _session.SignOutAtProvider(ended, before)).ConfigureAwait(false);

    /// <summary>Ends a session, everywhere.</summary>
    public async ValueTask SignOutAsync(string session) =>
        await CarryOutAsync(new Actor(Key, "", session), () => _session.SignOut(session)).ConfigureAwait(false);

    /// <summary>Tells a live connection when its session ends; false when it has ended already.</summary>
    public async ValueTask<bool> WatchAsync(ReaderId reader, string session, ISubjectObserver observer)
    {
        await FollowAsync().ConfigureAwait(false);
        if (!Runs(session))
            await LookAgainAsync().ConfigureAwait(false);
        var runs = Runs(session);
        if (runs)
            _observers[reader] = (session, observer);
        return runs;
    }

    /// <summary>Where this stream was when a session was seen to run; null when the session is over.</summary>
    /// <param name="session">Id of the session.</param>
    /// <param name="fresh">Whether to read first what another server may have written a moment ago.</param>
    internal async ValueTask<StreamAt?> SeeAsync(string session, bool fresh)
    {
        await FollowAsync().ConfigureAwait(false);
        if (fresh || !Runs(session))
            await LookAgainAsync().ConfigureAwait(false);
        return Runs(session) ? new StreamAt(Stream, _head) : null;
    }

    /// <summary>The connection is gone.</summary>
    public ValueTask LeaveAsync(ReaderId reader)
    {
        _observers.Remove(reader);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes over what other servers wrote.</summary>
    internal ValueTask RefreshAsync() => FollowAsync();

    private bool Runs(string session) => _session.Sessions.Any(s => s.Id == session && s.ExpiresAt > Time.GetUtcNow());

    private Arrival Arrived(ArrivalFrom? from) =>
        from is null ? Arrival.Unknown : new Arrival(Fingerprint.OfNetwork(from.Network, Key), from.Device);

    private async ValueTask<SubjectDecision> CarryOutAsync(Actor actor, Func<SubjectDecision> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            await FollowAsync().ConfigureAwait(false);
            var decision = decide();
            if (decision.Events.Count == 0)
            {
                if (attempt < MaxAttempts && await LookAgainAsync().ConfigureAwait(false))
                    continue;
                return Remembered(decision);
            }

            _behind = _mayBeOwn = true;
            try
            {
                await _journal.AppendAsync(Append(actor, decision.Events)).ConfigureAwait(false);
            }
            catch (WrongExpectedHeadException) when (attempt < MaxAttempts)
            {
                _mayBeOwn = false;
                continue;
            }

            _behind = _mayBeOwn = false;
            _head += decision.Events.Count;
            foreach (var happened in decision.Events)
            {
                Apply(happened);
            }

            return Remembered(decision);
        }
    }

    private SubjectDecision Remembered(SubjectDecision decision)
    {
        if (decision.Guess is { } guess)
            _session.Remember(guess);
        return decision;
    }

    private Append Append(Actor actor, IReadOnlyList<SubjectEvent> events)
    {
        var records = events.Select(e => new NewRecord(RecordKind, Version, SubjectJson.Write(e)));
        return new Append(Stream, actor, [.. records], _head)
        {
            AddIndex = [.. events.SelectMany(Rows)],
            RemoveIndex = [.. events.OfType<SignedOut>().SelectMany(EndedRows), .. EndedProviderRows(events), .. events.OfType<DoorTokenMade>().SelectMany(ExpiredRows)],
        };
    }

    private IEnumerable<IndexRow> Rows(SubjectEvent happened) => happened switch
    {
        WayInMade e => [new IndexRow(ByWayIn, e.WayIn.TokenHash, Key)],
        SignedIn e => [new IndexRow(BySession, e.Session.TokenHash, Key), .. ProviderRows(e.Session)],
        DoorTokenMade e => [new IndexRow(ByDoorToken, e.Token.TokenHash, Key)],
        _ => [],
    };

    private IEnumerable<IndexRow> ProviderRows(SignIn session) =>
        new[] { session.Provider?.Subject, session.Provider?.Session }.OfType<string>().Select(key => new IndexRow(ByProvider, key, Key));

    // One login may have led to several sessions: its rows go with the last of them.
    private IEnumerable<IndexRow> EndedProviderRows(IReadOnlyList<SubjectEvent> events)
    {
        var ended = events.OfType<SignedOut>().Select(e => e.Session).ToHashSet();
        var stay = _session.Sessions.Where(s => !ended.Contains(s.Id)).Concat(events.OfType<SignedIn>().Select(e => e.Session)).SelectMany(ProviderRows).ToHashSet();
        return _session.Sessions.Where(s => ended.Contains(s.Id)).SelectMany(ProviderRows).Distinct().Where(row => !stay.Contains(row));
    }

    private IEnumerable<IndexRow> EndedRows(SignedOut ended) =>
        _session.Sessions.Where(s => s.Id == ended.Session).Select(s => new IndexRow(BySession, s.TokenHash, Key))
            .Concat(_session.DoorTokens.Where(t => t.Session == ended.Session).Select(t => new IndexRow(ByDoorToken, t.TokenHash, Key)));

    private IEnumerable<IndexRow> ExpiredRows(DoorTokenMade made) =>
        _session.DoorTokens.Where(t => t.ExpiresAt <= made.At).Select(t => new IndexRow(ByDoorToken, t.TokenHash, Key));

    private void Apply(SubjectEvent happened)
    {
        _session.Apply(happened);
        if (happened is not SignedOut ended)
            return;
        foreach (var (reader, watch) in _observers.Where(o => o.Value.Session == ended.Session).ToList())
        {
            _observers.Remove(reader);
            watch.Observer.SignedOut();
        }
    }

    private ValueTask FollowAsync() =>
        _behind || _following.IsDeaf || _following.IsBehind(_head) ? CatchUpAsync(default) : ValueTask.CompletedTask;

    /// <summary>Reads once more before somebody is told no; true when another server had written.</summary>
    private async ValueTask<bool> LookAgainAsync()
    {
        if (!_following.IsShared)
            return false;
        var head = _head;
        await CatchUpAsync(default).ConfigureAwait(false);
        return _head > head;
    }

    private async ValueTask CatchUpAsync(CancellationToken ct)
    {
        _behind = true;
        _following.Reading();
        await foreach (var record in _journal.ReadAsync(Stream, _head + 1, ct).ConfigureAwait(false))
        {
            if (record.Kind != RecordKind || record.Version != Version)
                throw new InvalidDataException($"A subject's stream holds {record.Kind} of version {record.Version}.");
            Apply(SubjectJson.Read(record.Payload.Span));
            _head = record.Seq;
            if (!_mayBeOwn)
                _host.Meter?.Replicated("subject", Time.GetUtcNow() - record.Time);
        }

        _behind = _mayBeOwn = false;
    }
}
