namespace RoundTable.Grains.Hosting;

/// <summary>Something that a grain does alone.</summary>
internal abstract class Turn
{
    /// <summary>True for a call from outside: it counts for the mailbox and keeps the grain alive.</summary>
    internal abstract bool IsCall { get; }

    /// <summary>True for a call that a full mailbox takes too. Default no.</summary>
    internal virtual bool AlwaysFits => false;

    /// <summary>Runs the turn; throws only when nobody else was told.</summary>
    internal abstract ValueTask RunAsync(Grain grain);

    /// <summary>The grain could not be activated.</summary>
    internal abstract void Fail(Exception reason);
}
