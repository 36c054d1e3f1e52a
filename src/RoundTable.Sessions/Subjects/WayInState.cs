using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

/// <summary>
/// A way in with what happened to it. Wrong codes count per network, so that who guesses on one network locks nobody out on
/// another; and all that networks give from which nobody came in yet count together, so that many networks guess no more. That
/// somebody came in from a network decides only what the right code does there: to anybody else it would tell where they are.
/// </summary>
internal sealed class WayInState(WayIn wayIn)
{
    private const int MostRemembered = 1_000;

    private readonly Dictionary<string, Guesses> _guesses = [];
    private readonly Dictionary<string, Guesses> _remembered = [];
    private readonly HashSet<string> _known = [];
    private int _wrong;
    private int _wrongFromUnknown;
    private bool _used;

    public WayIn WayIn { get; } = wayIn;

    public bool Closed { get; private set; }

    /// <summary>Whether wrong codes closed it, which anybody with the link can give: its code itself is not withdrawn.</summary>
    public bool ClosedByGuessing { get; private set; }

    /// <summary>Whether its code lets somebody in from at least one network.</summary>
    public bool IsOpenSomewhere => !ClosedByGuessing || _known.Count > 0;

    /// <summary>
    /// Whether its locks are written down: the first ones, so that a restart lifts none. Later ones are kept in memory, or whoever guesses
    /// writes without end. It turns on how many wrong codes there were, from wherever: were it on who closed it, a lock that is gone after
    /// a restart would tell which network is known.
    /// </summary>
    public bool WritesLocks => _wrong < SubjectSession.WrongCodesInAll;

    public bool IsLocked(string? network, DateTimeOffset now) =>
        Find(_guesses, network)?.LockedUntil > now || Find(_remembered, network)?.LockedUntil > now;

    /// <summary>Whether one more wrong code from there locks that network for a while. Coming in changes nothing of that.</summary>
    public bool NextLocks(string? network, DateTimeOffset now) =>
        Since(_guesses, network, now) + Since(_remembered, network, now) + 1 >= SubjectSession.WrongCodesBeforeLock;

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
        Of(_guesses, network).Count(at, lockedUntil);
        _wrong++;
        if (!IsKnown(network))
            _wrongFromUnknown++;
    }

    /// <summary>Counts a wrong code for the lock of its network alone, as long as it is remembered.</summary>
    public void Remember(Guess guess)
    {
        if (_remembered.Count >= MostRemembered && Find(_remembered, guess.Network) is null)
        {
            foreach (var (network, _) in _remembered.Where(r => r.Value.IsOver(guess.At)).ToList())
                _remembered.Remove(network);

            // So many networks at once: a lock that is gone decides nothing, and the next ones count again.
            if (_remembered.Count >= MostRemembered)
                _remembered.Clear();
        }

        Of(_remembered, guess.Network).Count(guess.At, guess.LockedUntil);
    }

    /// <summary>Somebody came in from there.</summary>
    public void CameIn(string? network)
    {
        Find(_guesses, network)?.Forget();
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
        (ClosedByGuessing && !IsKnown(network)) || Find(_guesses, network)?.InAll >= SubjectSession.WrongCodesInAll;

    private bool IsKnown(string? network) => network is not null && _known.Contains(network);

    private static int Since(Dictionary<string, Guesses> all, string? network, DateTimeOffset now) =>
        Find(all, network)?.Since(now - SubjectSession.LockTime) ?? 0;

    private static Guesses? Find(Dictionary<string, Guesses> all, string? network) => all.GetValueOrDefault(network ?? "");

    private static Guesses Of(Dictionary<string, Guesses> all, string? network)
    {
        if (!all.TryGetValue(network ?? "", out var guesses))
            all[network ?? ""] = guesses = new Guesses();
        return guesses;
    }
}
