namespace RoundTable.Grains.Feed;

/// <summary>How servers notice each other.</summary>
public sealed record ServerTalkOptions
{
    /// <summary>How often a server that has nothing to say is heard. Default 2 seconds.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long a server that is not heard counts as gone, with everybody on it. Default 7 seconds.</summary>
    public TimeSpan GoneAfter { get; init; } = TimeSpan.FromSeconds(7);
}
