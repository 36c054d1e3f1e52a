using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

/// <summary>A way in with what happened to it.</summary>
internal sealed class WayInState(WayIn wayIn)
{
    private bool _used;

    public WayIn WayIn { get; } = wayIn;

    public bool Closed { get; private set; }

    /// <summary>Whether wrong codes closed it, which anybody with the link can give: its code itself is not withdrawn.</summary>
    public bool ClosedByGuessing { get; private set; }

    public int WrongInARow { get; private set; }

    public int WrongInAll { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public void Close(bool used)
    {
        ClosedByGuessing = !Closed && !used && WrongInAll >= SubjectSession.WrongCodesInAll;
        Closed = true;
        _used = used;
    }

    public void CountWrongCode(DateTimeOffset? lockedUntil)
    {
        WrongInAll++;
        WrongInARow = lockedUntil is null ? WrongInARow + 1 : 0;
        LockedUntil = lockedUntil;
    }

    public void ForgetWrongCodes()
    {
        WrongInARow = 0;
        LockedUntil = null;
    }

    public string? WhyClosed(DateTimeOffset now)
    {
        if (_used)
            return RefusalCodes.WayInUsed;
        return Closed || WayIn.ExpiresAt <= now ? RefusalCodes.WayInExpired : null;
    }
}
