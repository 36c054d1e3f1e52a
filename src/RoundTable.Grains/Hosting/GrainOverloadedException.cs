namespace RoundTable.Grains.Hosting;

/// <summary>The grain's mailbox is full. The call did not run.</summary>
public sealed class GrainOverloadedException : Exception
{
    /// <summary>Creates the exception for one grain.</summary>
    public GrainOverloadedException(Type grainType, string key)
        : base($"Too many calls wait for {grainType.Name} {key}.")
    {
        GrainType = grainType;
        Key = key;
    }

    /// <summary>The grain's class.</summary>
    public Type GrainType { get; }

    /// <summary>The grain's key.</summary>
    public string Key { get; }
}
