namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>Which guard is out of the copy of our code that asks it here; public, because all of that code does.</summary>
public static class GuardSwitch
{
    private static volatile int Removed = -1;

    /// <summary>From now on this guard is out, and all others are in.</summary>
    /// <param name="guard">Its number.</param>
    public static void TakeOut(int guard) => Removed = guard;

    /// <summary>Whether this guard is out.</summary>
    /// <param name="guard">Its number.</param>
    public static bool IsOut(int guard) => Removed == guard;
}
