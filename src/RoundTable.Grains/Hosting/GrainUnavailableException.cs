namespace RoundTable.Grains.Hosting;

/// <summary>The grain could not take the call, which did not run. The same call may succeed in a moment.</summary>
public class GrainUnavailableException : Exception
{
    /// <summary>Creates the exception for one grain whose activation was given up because it took too long.</summary>
    public GrainUnavailableException(Type grainType, string key, Exception innerException)
        : this($"{grainType.Name} {key} was not activated in time.", grainType, key, innerException)
    {
    }

    private protected GrainUnavailableException(string message, Type grainType, string key, Exception? innerException = null)
        : base(message, innerException)
    {
        GrainType = grainType;
        Key = key;
    }

    /// <summary>The grain's class.</summary>
    public Type GrainType { get; }

    /// <summary>The grain's key.</summary>
    public string Key { get; }
}
