using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

/// <summary>
/// A way in with what happened to it. Wrong codes count per network, so that who guesses on one network locks nobody out on
/// another; and all that networks give from which nobody came in yet count together, so that many networks guess no more. That
/// somebody came in from a network decides only what the right code does there: to anybody else it would tell where they are.
/// </summary>
internal sealed class WayInState(WayIn wayIn)
{
    private readonly Dictionary<string, Guesses> _guesses = [];
    private readonly HashSet<string> _known = [];
    private int _wrongFromUnknown;
    private bool _used;

    public WayIn WayIn { get; } = wayIn;

    public bool Closed { get; private set; }

    /// <summary>Whether wrong codes closed it, which anybody with the link can give: its code itself is not withdrawn.</summary>
    public bool ClosedByGuessing { get; private set; }

    /// <summary>Whether its code lets somebody in from at least one network.</summary>
    public bool IsOpenSomewhere => !ClosedByGuessing || _known.Count > 0;

    public DateTimeOffset? LockedUntil(string? network) => Of(network).LockedUntil;

    /// <summary>Whether one more wrong code from there locks that network for a while. Coming in changes nothing of that.</summary>
    public bool NextLocks(string? network, DateTimeOffset now) =>
        Of(network).Since(now - SubjectSession.LockTime) + 1 >= SubjectSession.WrongCodesBeforeLock;

    /// <summary>Whether one more wrong code from there closes it, for everybody on a network that is not known.</summary>
    public bool NextCloses(string? network) => !IsKnown(network) && _wrongFromUnknown + 1 >= SubjectSession.WrongCodesInAll;

    public void Close(bool used)
    {
        ClosedByGuessing = !Closed && !used && _wrongFromUnknown >= SubjectSession.WrongCodesInAll;
        Closed = true;
        _used = used;
    }

    public void CountWrongCode(string? network, DateTimeOffset? at, DateTimeOffset? lockedUntil)
    {
        Of(network).Count(at, lockedUntil);
        if (!IsKnown(network))
            _wrongFromUnknown++;
    }

    /// <summary>Somebody came in from there.</summary>
    public void CameIn(string? network)
    {
        Of(network).Forget();
        if (network is not null)
            _known.Add(network);
    }

    public string? WhyClosed(DateTimeOffset now)
    {
        if (_used)
            return RefusalCodes.WayInUsed;
        return (Closed && !ClosedByGuessing) || WayIn.ExpiresAt <= now ? RefusalCodes.WayInExpired : null;
    }

    /// <summary>Whether wrong codes closed it for that network: the right one opens it there no more.</summary>
    public bool IsGuessedOut(string? network) =>
        (ClosedByGuessing && !IsKnown(network)) || Of(network).InAll >= SubjectSession.WrongCodesInAll;

    private bool IsKnown(string? network) => network is not null && _known.Contains(network);

    private Guesses Of(string? network)
    {
        if (!_guesses.TryGetValue(network ?? "", out var guesses))
            _guesses[network ?? ""] = guesses = new Guesses();
        return guesses;
    }
}
