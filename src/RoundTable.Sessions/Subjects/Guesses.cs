namespace RoundTable.Sessions.Subjects;

/// <summary>The wrong codes that one network, or all unknown ones together, gave for a way in.</summary>
internal sealed class Guesses
{
    private readonly List<DateTimeOffset> _latest = [];

    public int InAll { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>How many since a time that locked nothing yet.</summary>
    public int Since(DateTimeOffset time) => _latest.Count(at => at > time);

    /// <param name="at">When; null for long ago.</param>
    /// <param name="lockedUntil">Until when it locks; null when it does not.</param>
    public void Count(DateTimeOffset? at, DateTimeOffset? lockedUntil)
    {
        InAll++;
        if (lockedUntil is not null)
        {
            LockedUntil = lockedUntil;
            _latest.Clear();
        }
        else if (at is { } time)
        {
            _latest.Add(time);
            if (_latest.Count > SubjectSession.WrongCodesBeforeLock)
                _latest.RemoveAt(0);
        }
    }

    /// <summary>Whether it locks nothing at that time, and nothing given before it counts for a lock.</summary>
    public bool IsOver(DateTimeOffset now) => !(LockedUntil > now) && Since(now - SubjectSession.LockTime) == 0;

    /// <summary>Whom it belongs to came in: what closes begins anew. What locks does not, for whoever guesses there would see it.</summary>
    public void Forget() => InAll = 0;
}
