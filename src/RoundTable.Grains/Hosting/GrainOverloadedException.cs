namespace RoundTable.Grains.Hosting;

/// <summary>The grain's mailbox is full. The call did not run.</summary>
public sealed class GrainOverloadedException : GrainUnavailableException
{
    /// <summary>Creates the exception for one grain.</summary>
    public GrainOverloadedException(Type grainType, string key)
        : base($"Too many calls wait for {grainType.Name} {key}.", grainType, key)
    {
    }
}
