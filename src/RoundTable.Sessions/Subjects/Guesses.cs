namespace RoundTable.Sessions.Subjects;

/// <summary>The wrong codes that one network, or all unknown ones together, gave for a way in.</summary>
internal sealed class Guesses
{
    public int InARow { get; private set; }

    public int InAll { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public void Count(DateTimeOffset? lockedUntil)
    {
        InAll++;
        InARow = lockedUntil is null ? InARow + 1 : 0;
        LockedUntil = lockedUntil;
    }

    public void Forget()
    {
        InARow = 0;
        InAll = 0;
        LockedUntil = null;
    }
}
